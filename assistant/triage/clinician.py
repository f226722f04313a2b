"""Clinician: asks for a diagnosis, a treatment choice, medicine advice or clearance."""

from assistant.domain import Level
from assistant.triage.rules import ANYWHERE, Concept, sign

_CONDITION = (
    "bursitis | tendinopathy | tendinitis | tendonitis | tendinosis | gtps | greater trochanteric pain syndrome | "
    "arthritis | osteoarthritis | labral tear | tear | torn | impingement | fai | sciatica | piriformis | "
    "piriformis syndrome | itband syndrome | itbs | itb syndrome | fracture | stress fracture | trendelenburg | "
    "dysplasia | hernia | slipped disc | disc | herniated disc | runners knee | patellofemoral | strain | sprain | "
    "pulled muscle | snapping hip | hip problem | something serious | cancer | infection | nerve damage | nerve | "
    "dvt | clot | rheumatoid | gout | syndrome | avn | avascular necrosis | osteoporosis | condition | broken | "
    "spondyl* | stenosis | muscle imbalance | inflamed | injury | gluteal tear | ms | scoliosis | @pain"
)
_REHAB_FACT = (
    "what is used | are used | is used | why are | why is | why do | used in rehab | used for | how does | studies | "
    "study | research | what muscle* | which muscle* | evidence | what happens | strength after | how common | "
    "does strength | according to | article say"
)
_REPORTED = (
    "study | studies | trial | trials | review | research | article | text | source | paper | mentioned | mention | "
    "participants | given in | in general | everyone | everybody | do people | people ask | who should be asked | "
    "who to ask | are used | is used | were | was given | according to"
)
"""A question about what a source says or what people do."""
_NO_MEDICINE_ASKED = (
    f"{_REPORTED} | exercise* before medicine | gel pads | gel seat | gel insoles | gel shoes | "
    "cream tea | "
    "exercise or medicine | gel cushion | do steroids | steroid injection work | drug free | "
    "patch test | studies | the study | sports medicine | exercise medicine | injection | "
    "injections | how much evidence | exercise is medicine | medicine ball* | what do the | "
    "vitamin d deficiency cause | steroid use cause | drugs cause | tablet app | my tablet | ipad | "
    "alternative to steroids | what is the role | what is the effect | without medication | "
    "without painkillers | without medicine | what is known"
)
"""No question about taking a medicine."""
_AFTER = (
    "after | following | post | since | weeks out | week out | months out | recovering | recovery | had | with a | "
    "weeks | week | days | months | post op | postop | before my | having | got | just"
)
_CONTEXT = (
    "~hip replacement | ~knee replacement | ~hip surgery | ~knee surgery | ~replaced hip | ~new hip | ~surgery | "
    "~operation | ~op | ~post op | ~postop | ~arthroscopy | ~labral repair | ~acl | ~osteotomy | ~fracture | "
    "~fractured | ~broken hip | ~broke my hip | ~broke my leg | ~broken leg | ~broke hip | ~broke leg | "
    "~broke my pelvis | ~broke pelvis | ~broken pelvis | ~broken ankle | ~broken bone | ~steroid injection | "
    "~cortisone injection | ~cortisone shot | ~steroid shot | ~cortisone jab | ~steroid jab | ~injection | ~jab | "
    "~prp | ~surgical | ~replacement | ~thr | ~tkr | ~resurfacing | ~hip pinned | ~pins | ~meniscus repair | "
    "~hernia repair | ~c section | ~caesarean | ~hysterectomy | ~spinal fusion | ~fusion | ~discectomy | "
    "~reconstruction | ~operated | ~pao | ~had my hip done | ~hip replaced | ~knee replaced | ~hip scope | ~repair | "
    "~labrum fixed | ~labrum repaired | ~labrum done | ~tear fixed | ~tendon fixed | ~hip fixed | ~acl fixed | "
    "~meniscus fixed | ~reattach* | ~stitched back | ~sewn back | ~acid injected | "
    "~gluteal repair | ~tendon repair | ~knee op | ~hip op | ~orif | ~screws | ~nailing | ~plated"
)
_CHILD_ABOUT = (
    "after having | since having | carrying | lifting my | pick up | playing with my kids | "
    "play with my kids | for me | chase | busy with | while my | kids at home | keep up with | "
    "son says | son told | daughter says | daughter told | my son is a physio | with the kids | "
    "with kids | kids are in bed | cats and kids | son thinks | year old dad | my son bought | "
    "son is at | daughter is at | boy bands | my daughter is getting married | while the kids | "
    "kid wakes | child friendly time | child pose | childs pose | i am a mum | my kid brother | "
    "kids then | then kids | had kids | like a child | like a kid | "
    "since i was a kid | how do i | my kids think | kids laugh"
)
"""Children who are about, or of whom nothing is asked."""

CONCEPTS: tuple[Concept, ...] = (
    Concept(
        id="C1",
        level=Level.CLINICIAN,
        title="Name my condition, or read my scan or report",
        sources=(
            "MedlinePlus: Hip pain",
            "AAFP: Hip pain in adults",
        ),
        signs=(
            sign(
                "mri | xray | x ray | scan | ultrasound | radiology report | dexa",
                "say | says | said | shows | showed | found",
                "mean | means | bad | serious | worried | normal",
                unless="study | studies | article | in general | research",
                within=20,
            ),
            sign(
                "mri | xray | x ray | scan | ultrasound | radiology report | dexa",
                "say | says | said | shows | showed | found",
                "what",
                unless="study | studies | article | in general | research",
                within=20,
                together=True,
            ),
            sign(
                (
                    "do i have | have i got | could i have | do you think i have | does she have | does he have | "
                    "has he got | has she got | might i have | have i torn | have i pulled | have i damaged | "
                    "have i strained | have i broken | have i injured | have i done | did i tear | did i pull | "
                    "did i strain | could i have torn | is mine | am i suffering | does this mean i have | "
                    "does that mean i have | do u think i have | reckon i have | think i might have | "
                    "sounds like i have | wondering if i have | wonder if i have | know if i have | tell if i have | "
                    "whether i have | do you reckon i have | i think i have got | does my son have | do i suffer | "
                    "did i injure | does it mean i have | i have torn | i have pulled | have i got a"
                ),
                _CONDITION,
                unless="do i have to | time | do i have enough | do i have the right",
                within=10,
            ),
            sign(
                "is my | are my | could my | is her | is his | might my | is this pain | could this pain | "
                "is the pain in my",
                "@pain | hip | groin | buttock",
                (
                    "bursitis | tendinopathy | tendinitis | tendonitis | gtps | arthritis | osteoarthritis | "
                    "labral tear | impingement | sciatica | itband syndrome | fracture | dysplasia | hernia | torn | "
                    "serious | cancer | trapped nerve | from my back | muscular | something serious | normal or"
                ),
                unless="better | safe | exercise",
                within=9,
            ),
            sign(
                (
                    "reckon its | think its | think it is | reckon it is | sure its | guess its | is this | is it | "
                    "could this be | could it be | might this be | might it be | is that | sound like | sounds like | "
                    "could that be | are these | does this sound like | does that sound like | do these symptoms | "
                    "does it sound like | may this be | may it be | would this be"
                ),
                (
                    "bursitis | bursa | tendinopathy | tendinitis | tendonitis | gtps | arthritis | osteoarthritis | "
                    "labral tear | impingement | sciatica | piriformis | itband syndrome | itbs | fracture | "
                    "stress fracture | dysplasia | hernia | disc | runners knee | a tear | torn | strain | nerve | "
                    "trendelenburg | serious | snapping hip | muscular | tendon | gluteal tear | a sprain | "
                    "pulled muscle | cancer | avascular necrosis | growing pains | my hip joint | or arthritis | "
                    "or something else | trapped nerve | referred pain"
                ),
                unless=(
                    "what is it | is it true | is it normal | is it ok | is that usual | is it usual | "
                    "good for | help | "
                    "caused by | linked | useful | used | common | is this article | "
                    "treat | safe for | bad for | worse for | possible to prevent | effective | good exercise | "
                    "@moving for"
                ),
                within=8,
            ),
            sign(
                (
                    "what is wrong with | what have i done | what have i injured | diagnose | diagnosis of my | "
                    "my diagnosis | what condition do i | what injury do i | what could my | what is my problem | "
                    "whats my problem | tell me what is wrong | tell me what this is | tell me what i have | "
                    "work out what is | what do i have | what have i got | what is causing my | "
                    "what could be causing my | what might be causing my | figure out what | "
                    "identify my | name my condition | what is going on with my | what is up with my | "
                    "what might i have | what could i have | what do you think it is | what do you think this is | "
                    "what do you think is wrong | what is this pain | whats this pain | what has happened to my | "
                    "what is the matter with | any idea what it is | any idea what this is | any ideas what | "
                    "what could this be | what might this be | what could it be | what is it likely to be | "
                    "put a name to"
                ),
                "my | me | i | this | her | his | it",
                unless=(
                    "why does my instructor | why does my trainer | why does my physio | why does my coach | "
                    "fall asleep | falls asleep | why does my pelvis | why does my hip drop | why does my hip click | "
                    "how do doctors | form | technique | what could my warm up | squat | programme | clamshell* | "
                    "side plank | lunge* | deadlift* | glute bridge* | cave | caving | buckle inwards | "
                    "what do i have to"
                ),
                within=6,
            ),
            sign(
                (
                    "mri | xray | x ray | scan | ct | ultrasound | report | test results | blood results | "
                    "blood test | results | letter | dexa | bone density | radiologist | bloods | imaging | t score"
                ),
                (
                    "mean | means | meaning | interpret | read | explain | say* | says | shows | show | showed | "
                    "translate | understand | look at | normal | worried | bad | serious | what does it | "
                    "what is that | said | decipher | make sense of | found"
                ),
                "my | i | me | her | his | mine",
                unless=(
                    "studies | the study | in this article | what is the | study results | research results | emg | "
                    "trial | see results | get results | best results | faster results | results from exercise | "
                    "diagnose gtps | how long to see results | scan clear | ultrasound clear | mri clear | "
                    "xray clear | "
                    "x ray clear"
                ),
                within=10,
            ),
            sign(
                "do i need",
                (
                    "scan | mri | xray | x ray | ultrasound | blood test | surgery | operation | injection | "
                    "a doctor | antibiotics | crutches | physio"
                ),
                within=8,
            ),
            sign(
                (
                    "self diagnos* | give me a diagnosis | need a diagnosis | want a diagnosis | my symptoms are | "
                    "based on my symptoms | diagnose me | guess what is wrong | what it is that i have | "
                    "second opinion"
                ),
                within=ANYWHERE,
            ),
            sign(
                "@pain",
                "what is it | what is wrong",
                unless="called | what is it for | what is it like | good for | syndrome | gtps | what is it about",
            ),
            sign(
                "i have | my | ive | i get",
                "@pain",
                "is it | what is it | what is wrong | what could it be | what is this | what have i done",
                "serious | torn | broken | wrong | arthritis | bursitis | normal or not",
                unless="what is it called when you",
                within=25,
            ),
            sign(
                "please interpret | interpret please | interpret it | kindly interpret | please decode",
                (
                    "mri | xray | x ray | scan | ultrasound | report | result | results | dexa | bone density | t "
                    "score | findings | letter"
                ),
                unless="study | studies | article | paper | trial",
                within=25,
            ),
            sign(
                "why does my | why do my | why does her | why does his",
                "@pain | numb* | @swollen | give way | gives way | lock | lock up | wake me",
                unless="fall asleep | falls asleep | instructor | trainer | coach | physio | when i do | cramp*",
                within=10,
            ),
        ),
        positive=(
            "do I have bursitis?",
            "what does my MRI report mean?",
            "pain on the outside of my hip - is it bursitis or arthritis?",
            "can you tell me what's wrong with my hip",
            "my x-ray says mild narrowing, what does that mean",
            "here is my DEXA result: T minus 2.1 spine. Kindly interpret",
            "pasting the ultrasound report. It is long. Please interpret",
            "my bone density letter came: -1.9. Interpret it please",
            "dexa result attached, please decode",
        ),
        negative=(
            "how is bursitis diagnosed?",
            "what is GTPS?",
            "do I have to do clamshells daily?",
            "is hip abduction good for IT band syndrome?",
            "please explain how a DEXA scan works",
            "why does my pelvis tip to one side when I walk? always has",
            "why does my hip hitch up when I raise the leg sideways?",
            "please explain the results of the study in the article",
        ),
    ),
    Concept(
        id="C2",
        level=Level.CLINICIAN,
        title="Choose, prescribe, refer or compare treatments for me",
        sources=(
            "MedlinePlus: Hip pain",
            "AAFP: Hip pain in adults",
        ),
        signs=(
            sign(
                (
                    "should i | do i need | do i really need | would i benefit | is it worth | "
                    "would you recommend i | shall i | ought i | should he | should she | would you get | "
                    "would you have | do you think i should | am i better off | is it better for me | better for me | "
                    "for me | i am thinking of | thinking about getting | deciding | decide between | cant decide | "
                    "wonder if i should | wondering whether to | wondering if i should | should my mum | "
                    "should my dad | am i a candidate | good candidate | should my | talk me out of | "
                    "recommend for me"
                ),
                (
                    "surgery | operation | injection | steroid | cortisone | prp | shockwave | shock wave | "
                    "replacement | arthroscopy | the op | shot | jab | physio or | specialist | surgeon | scan | "
                    "acupuncture | dry needling | ultrasound therapy | stem cell* | crutches | brace | steroid shot | "
                    "steroid jab | a doctor | treatment | knee op | hip op | physical therapy or | chiropractor | "
                    "osteopath"
                ),
                unless=(
                    "when should i see | after surgery exercises | before surgery exercises | after my | "
                    "after the | after an | after a | "
                    "had | brace position | brace my core | brace core | brace in"
                ),
                within=14,
            ),
            sign(
                (
                    "prescribe me | prescribe something | prescribe anything | prescribe my | prescribe us | "
                    "can you prescribe | "
                    "could you prescribe | prescription | refer me | referral | sick note | fit note | treat me | "
                    "treat my | treatment for me | treatment plan for me | what treatment do i | "
                    "which treatment do i | treatment is best for me | best treatment for me | "
                    "best treatment for my | right treatment for me | right treatment for my | "
                    "which treatment is best for me | what treatment would | what treatment should | book me in | "
                    "book me a scan | get me a scan | order a scan | order me | send me for | give me a course | "
                    "sign me off"
                ),
                unless=(
                    "exercise prescription | prescribed exercises | how do physios prescribe | exercises prescribed | "
                    "prescribed dose | how do i treat my feet"
                ),
                within=ANYWHERE,
            ),
            sign(
                "surgery | operation | injection | steroid injection | cortisone | replacement | shockwave | physio",
                "or | versus | vs | instead of | than",
                (
                    "for me | in my case | should i | i should | tell me which | my hip | "
                    "which would you | i have | should my"
                ),
                unless="studies | in general | after | who is",
                within=14,
            ),
            sign(
                (
                    "what should i take | what can i take | what do you recommend i take | give me something | "
                    "something for the pain | something stronger | what would you give me | give me something for"
                ),
                unless="to the gym | to gym | with me | take away | class | break | course | from this | take from",
                within=ANYWHERE,
            ),
        ),
        positive=(
            "should I get the steroid shot?",
            "prescribe me something",
            "is surgery or physio better for me",
            "can you refer me to a specialist",
        ),
        negative=(
            "do steroid injections work better than exercise?",
            "what treatments exist for GTPS?",
        ),
    ),
    Concept(
        id="C3",
        level=Level.CLINICIAN,
        title="Medicine or supplement: which, how much, how often, mixing, stopping",
        sources=(
            "NHS: Ibuprofen side effects",
        ),
        impersonal=True,
        signs=(
            sign(
                (
                    "how many | how much | how often | what dose | dose of | dosage | max dose | maximum | "
                    "how long can | how long should | can i take | should i take | can i have | can i mix | "
                    "safe to take | ok to take | okay to take | alright to take | stop taking | come off | "
                    "coming off | is it safe to take | is it ok to use | can i use | should i use | interact* | "
                    "can i double | take with | start taking | can i give | should he take | can she take | "
                    "can he take | should she take | can you take | can you mix | worth taking | do i need | "
                    "should i be taking | should i try | can you drink | milligrams | mg | "
                    "on an empty stomach | is it okay to take | fine to take | how soon after"
                ),
                "@medicine",
                unless=_NO_MEDICINE_ASKED,
                within=9,
            ),
            sign(
                (
                    "mix | mixing | combine | combining | together with | stop | which | what | best | better | "
                    "double | double up | along with | alongside | at the same time | before | swap | switch | "
                    "skip | wean | cut down | top up | alternative to | stronger | instead of | how strong | "
                    "allowed | what about | reduce"
                ),
                "@medicine",
                unless=_NO_MEDICINE_ASKED,
                within=9,
                together=True,
            ),
            sign(
                (
                    "painkiller* | ibuprofen | paracetamol | naproxen | supplement* | tablets | anti inflammator* | "
                    "vitamin* | creatine | collagen | turmeric | glucosamine | tylenol | advil | aleve"
                ),
                (
                    "before | with | after | mask | safe | ok | okay | help | instead | together | alcohol | "
                    "good for | work for | recommend | should i | worth it | need"
                ),
                "can i | should i | is it | are | do you | would | could i | will | my",
                unless=_REPORTED + " | do painkillers cause | rather than painkillers | without",
                within=12,
                together=True,
            ),
            sign(
                (
                    "@medicine or @medicine | @medicine vs @medicine | @medicine and @medicine together | "
                    "@medicine with @medicine | @medicine ok with .. @medicine | @medicine safe with .. @medicine | "
                    "@medicine alright with .. @medicine | @medicine .. on top of .. @medicine"
                ),
                unless=_REPORTED,
            ),
            sign(
                (
                    "supplements | supplement | medicine | medication | painkiller | painkillers | drug | pill | "
                    "tablet | cream | anti inflammatory"
                ),
                "which | what | best | recommend | should i take | good | any",
                unless=(
                    f"{_REPORTED} | exercise medicine | sports medicine | what causes | "
                    "gel pack | ice pack | medicine ball | is exercise | in sports"
                ),
                within=7,
                together=True,
            ),
            sign(
                "@medicine",
                (
                    "left over | leftover | leftovers | spare | expired | out of date | from last year | from my last "
                    "| my husbands | my wifes | my mums | my dads | someone elses | lying around | in the cupboard | "
                    "in the drawer"
                ),
                "ok | okay | can i | may i | could i | safe | fine | alright | use | take | should i | good",
                unless="ipad | app | gel pads | gel insoles | gel cushion | drug free",
                within=16,
            ),
        ),
        positive=(
            "how many ibuprofen can I take?",
            "can I mix naproxen with my blood pressure pills?",
            "which painkiller is best before training",
            "should I stop my statin, my hips ache",
            "does collagen help and how much should I have",
            "there's leftover codeine in the drawer, alright to use for my hip?",
            "got spare naproxen from last year, may I take it",
            "my mum's gabapentin is lying around, fine for my sciatica?",
            "out of date diclofenac, ok before the gym?",
        ),
        negative=(
            "medicine ball side throws?",
            "how much exercise is a good dose?",
            "exercise is medicine, they say",
            "my spare gel insoles, are they ok for running?",
            "do I need a spare band?",
            "leftover soreness from last year's block, which stretch?",
        ),
    ),
    Concept(
        id="C4",
        level=Level.CLINICIAN,
        title="Exercise after surgery, fracture or injection",
        sources=(
            "Chelsea and Westminster NHS: Infection after your hip or knee replacement",
        ),
        impersonal=True,
        signs=(
            sign("@go_ahead", _CONTEXT, "@moving", unless=_REHAB_FACT, within=25),
            sign(
                (
                    "weeks post | months post | weeks out | weeks after | months after | days after | weeks since | "
                    "days post | days out | week after | post op | postop | months since | month after | just had | "
                    "recently had | had a | had my | following my | after my | recovering from"
                ),
                _CONTEXT,
                (
                    "exercise | exercises | start | begin | strengthen* | squat* | train | run | clamshell* | "
                    "leg raise* | walk | what can i do | what should i do | what to do"
                ),
                unless=_REHAB_FACT + " | fine now | years ago",
                within=25,
            ),
            sign(
                "after | following | since | post",
                _CONTEXT.replace("~", ""),
                (
                    "when can | when should | how soon | how long before | how long until | how long after | "
                    "when is | safe | ok | okay | can i | can you | too soon | allowed | avoid"
                ),
                "@moving",
                unless=_REHAB_FACT + " | how long does .. take",
                within=20,
            ),
            sign(
                "after | following",
                _CONTEXT.replace("~", ""),
                "ok | okay | fine | safe | alright | yes or no",
                unless=_REHAB_FACT + " | now | walk | walking | walks",
                within=5,
                together=True,
            ),
            sign(
                (
                    "off limits | what should i not do | what shouldnt i do | what must i not do | what cant i do | "
                    "what not to do | what must i avoid | what should i avoid | what am i not allowed | what to avoid "
                    "| what do i avoid"
                ),
                _CONTEXT,
                unless=_REHAB_FACT,
                within=25,
            ),
            sign(
                (
                    "do i get to | will i get to | when may | when might | when do i | weeks until | weeks till | "
                    "months until | months till"
                ),
                _CONTEXT,
                "@moving",
                unless=_REHAB_FACT + " | years ago",
                within=25,
            ),
        ),
        positive=(
            "six weeks after my hip replacement, can I do leg raises?",
            "when can I squat after a labral repair?",
            "is it safe to do clamshells after hip surgery?",
            "had a cortisone injection yesterday, ok to train?",
            "had my hip scope in may, what must I not do",
            "when do I get to lunge again, I had my labrum repaired",
            "how many weeks until cycling after they reattached my hamstring",
            "acl fixed in spring, which moves are off limits",
            "side steps after labral repair alright",
        ),
        negative=(
            "why are abductor exercises used in rehab after hip replacement?",
            "which exercises are used after hip surgery?",
            "what should I avoid in a clamshell?",
            "how many weeks until I see stronger hips?",
            "when do I get to feel my glutes in a bridge?",
        ),
    ),
    Concept(
        id="C5",
        level=Level.CLINICIAN,
        title="Exercise in pregnancy or after birth",
        sources=(
            "ACOG: warning signs to stop exercise in pregnancy",
            "HSE Ireland: Medical advice on exercising in pregnancy",
        ),
        impersonal=True,
        signs=(
            sign(
                (
                    "~@pregnant | ~postpartum | ~post partum | ~postnatal | ~post natal | ~gave birth | "
                    "~giving birth | ~given birth | ~after birth | ~c section | ~caesarean | ~had a baby | "
                    "~had my baby | ~after having a baby | ~new mum | ~breastfeeding | ~trimester | ~after baby | "
                    "~had twins | ~after a baby | ~delivered | ~newborn | ~months after having | ~having my baby | "
                    "~after the birth | ~ttc | ~first baby | ~after delivery"
                ),
                (
                    "@go_ahead | can pregnant | should pregnant | do pregnant | can women | can someone pregnant | "
                    "can new mums | can you | which | what exercises | how should i | how do i | help | should | "
                    "good | modify | best | recommend | do i need to | do i have to"
                ),
                "@moving | positions | hip",
                unless=(
                    "years ago | how does pregnancy | why does pregnancy | why do pregnant | affect gait | change gait "
                    "| during pregnancy cause | pelvis change | common in pregnancy | why is | month of training | "
                    "month of rehab | month of my | month of this"
                ),
                within=25,
            ),
        ),
        positive=(
            "I'm 28 weeks, are clamshells OK?",
            "are bridges safe when pregnant?",
            "gave birth 5 weeks ago, when can I run?",
            "is hip abduction ok in the third trimester",
            "my sister is in 5th month, may she do the side steps?",
            "I am in the seventh month, are band walks ok",
            "wife in her 8th month, which hip exercises should she do",
            "baby is due in autumn, can I keep doing side planks",
        ),
        negative=(
            "why do pregnant women waddle?",
            "is hip pain common in pregnancy?",
            "I'm in the sixth month of training, should I add bands?",
            "in the third month of this plan, which exercises are best?",
            "my gym membership is in its 4th month, which machine trains the hip?",
        ),
    ),
    Concept(
        id="C6",
        level=Level.CLINICIAN,
        title="Exercise for a child, or clearing a child for sport",
        sources=(
            "NHS Healthier Together Frimley: Limp",
        ),
        impersonal=True,
        signs=(
            sign(
                "~@child",
                (
                    "@go_ahead | fit to play | is my son fit | is my daughter fit | can kids | can children | "
                    "can a child | can teenagers | can teens | can a teenager | do kids need | "
                    "which exercises | what exercises | should | how many | good | best | recommend | how heavy | "
                    "how can i help | ok | okay | wants to"
                ),
                "@moving | gym | deadlift* | squat* | stretch*",
                unless=_CHILD_ABOUT,
                within=22,
            ),
            sign(
                "~@child",
                "how old | what age | at what age",
                "@moving | gym | deadlift* | squat* | stretch*",
                unless=_CHILD_ABOUT + " | on one leg | on one foot | milestone* | learn to | start walking",
                within=22,
            ),
        ),
        positive=(
            "is this safe for my nine-year-old?",
            "can my teenager lift heavy?",
            "are band walks ok for children?",
            "at what age should kids do hip strengthening exercises",
        ),
        negative=(
            "I do squats while the kids are in bed",
            "what is child's pose good for?",
        ),
    ),
    Concept(
        id="C7",
        level=Level.CLINICIAN,
        title="Clearance with a significant condition",
        sources=(
            "BHF: Heart attack",
            "NHS: Back pain",
        ),
        signs=(
            sign(
                (
                    "~pacemaker | ~stent | ~stents | ~bypass | ~heart condition | ~heart failure | ~heart attack | "
                    "~heart disease | ~angina | ~arrhythmia | ~atrial fibrillation | ~afib | ~af | ~icd | "
                    "~defibrillator | ~valve | ~heart murmur | ~cardiac | ~heart problem | ~heart problems | ~aneurysm "
                    "| ~stroke | ~tia | ~blood clot | ~dvt | ~clot | ~clots | ~pulmonary embolism | ~pe | ~blood "
                    "thinners | ~warfarin | ~apixaban | ~osteoporosis | ~osteopenia | ~brittle bones | ~thin bones | "
                    "~fragile bones | ~weak bones | ~low bone density | ~cancer | ~chemo | ~chemotherapy | "
                    "~radiotherapy | ~tumour | ~tumor | ~leukaemia | ~epilepsy | ~epileptic | ~seizures | ~fits | "
                    "~diabetes | ~diabetic | ~high blood pressure | ~hypertension | ~kidney disease | ~copd | "
                    "~multiple sclerosis | ~parkinsons | ~rheumatoid | ~lupus | ~cardiomyopathy | ~long qt | ~marfan* "
                    "| ~transplant | ~dialysis | ~haemophilia | ~hemophilia | ~sickle cell | ~type 1 | ~insulin | "
                    "~bone cancer | ~metastases | ~spina bifida | ~ms | ~crohns | ~bone density is poor | ~bone "
                    "density is low | ~poor bone density | ~crush fracture* | ~bones are thin | ~thinning bones | ~t "
                    "score | ~poor circulation | ~dodgy heart | ~bad heart | ~dicky heart | ~dodgy ticker | ~crumbly "
                    "bones"
                ),
                "@go_ahead",
                "@moving",
                unless=(
                    "does strength training help | what is the evidence | fits in | fits into | it fits | pe class | "
                    "pe teacher | pe lesson | what stroke | stroke rate | how does | why does | studies | "
                    "good for osteoporosis | help with osteoporosis | help osteoporosis | prevent | risk of | "
                    "reduce the risk | valve of"
                ),
                within=25,
            ),
        ),
        positive=(
            "I have a pacemaker, may I do this?",
            "are deadlifts OK with my brittle bones?",
            "had a dvt last year, is it safe to do leg presses",
            "on chemo, can i keep doing hip exercises",
            "my bone density is low, would hopping sideways be okay for me?",
            "two crush fractures years ago, are band walks safe for me",
            "told I have poor bone density, can I do jumps",
            "my bones are thin now, is the abductor machine ok?",
        ),
        negative=(
            "does exercise help osteoporosis?",
            "how do I find a routine that fits my day?",
            "does hopping raise bone density?",
            "why is bone density lower in cyclists?",
            "thin bands or thick bands for side steps?",
        ),
    ),
    Concept(
        id="C8",
        level=Level.CLINICIAN,
        title="Overruling a professional, or a go-ahead to return to sport after injury",
        sources=(
            "MedlinePlus: Hip pain",
            "AAFP: Hip pain in adults",
        ),
        signs=(
            sign(
                (
                    "told to rest | told to stop | told not to | been told not | told no running | told no | "
                    "told to avoid | told to wait | told me to rest | told to take it easy"
                ),
                "physio | doctor | gp | surgeon | consultant | specialist | nurse | hospital | medic",
                "can i | still | anyway | should i | ok to | is it ok | do i have to",
                within=22,
            ),
            sign(
                (
                    "physio | doctor | doctors | gp | surgeon | consultant | specialist | physical therapist | "
                    "therapist | nurse | midwife | pt | chiropractor | osteopath | medic | dr | orthopaedic | "
                    "orthopedic | sports doc | hospital"
                ),
                (
                    "said no | told me not | told me to stop | told me to rest | told me to avoid | said not | said i "
                    "shouldnt | said i cant | says no | says not | says i cant | says i shouldnt | advised against | "
                    "wont let me | said to rest | said rest | said stop | forbade | banned me | said to stop | said to "
                    "avoid | says rest | says to rest | wants me to | told me i cant | told me i couldnt | warned me | "
                    "disagree | is wrong | was wrong | wrong | ignore | against | overcautious | too cautious | said "
                    "wait | told me to wait | said six weeks | thinks i should | said i should | not to | off running "
                    "| isnt happy | hasnt cleared | said i need | off for | being over | no running | no squats | no "
                    "lifting | no sport | said dont | says dont | told me no | signed me off | said take | anyway | "
                    "ordered | wants me off | wants me out | has me off | keeps me off | still has me | wants me "
                    "resting | banned | took me off"
                ),
                (
                    "can i | anyway | can i still | should i | do i have to | ignore | is it ok | ok to | really | "
                    "skip | surely | but i | agree | do you agree | what do you think | could i | wrong | right | need "
                    "to listen | listen to | still | sneak | fine to | want to | even though | am i ok | believe | "
                    "rather not listen | not listen | dont want to listen | what do you say | what do you reckon | is "
                    "that alright | is that ok | is that okay | what would you do"
                ),
                unless="who is right | about whether | is harder | are harder | why did my physio | physio said my",
                within=25,
            ),
            sign(
                (
                    "am i fit to | fit to play | fit to run | fit to race | fit to compete | ready to play | "
                    "ready to return | ready to run | ready to race | am i ready | cleared to play | "
                    "cleared for | clear me | "
                    "clear me to | good to go | good to play | clear for sport | safe to play | play on saturday | "
                    "play on sunday | play this weekend | play at the weekend | return to play | "
                    "get back on the pitch | go back to playing | back to playing | go back to football | "
                    "go back to rugby | return to sport | return to football | return to running | return to rugby | "
                    "get back to running | back to running | back to football | go back to running | "
                    "back to training | play tonight | play tomorrow | get back to sport | race on saturday | "
                    "race on sunday | run on saturday | run on sunday | race this weekend | play through it | "
                    "run through it | train through it | run the marathon"
                ),
                (
                    "can i | am i | ok | okay | injur* | strain* | sprain* | tear | tore | pulled | pain | sore | "
                    "hurt | recovering | after | think i | when can | should i | my hip | my hamstring | my groin | "
                    "clear me | go ahead | green light | thumbs up"
                ),
                unless=(
                    "how do athletes | how do runners | how do people | how do players | what tests | "
                    "which tests | criteria | in studies | how long do athletes | "
                    "do athletes | players | to be fit | get fit"
                ),
                within=16,
            ),
            sign(
                (
                    "can i | should i | am i ok to | ok to | safe to | is it ok to | is it safe to | "
                    "am i alright to | could i | when can i"
                ),
                "play | run | race | compete | train | lift | squat | go back | return",
                (
                    "injury | injured | strained | pulled | tore | torn | sprain* | groin strain | hamstring strain | "
                    "tear | hurt my | did my hamstring | tweaked | pulled muscle | popped my | rolled my ankle"
                ),
                unless="avoid | prevent | without getting injured | risk of injury | lower risk",
                within=20,
            ),
        ),
        positive=(
            "my physio said no, can I anyway?",
            "am I fit to play on Saturday?",
            "pulled my groin two weeks ago, am I ok to play sunday",
            "gp told me to rest but can i still train",
            "physio still has me off the bike for weeks, I'd rather not listen, what do you reckon",
            "consultant banned jogging but I feel mint, is that alright to ignore?",
            "my physio keeps me off lunges, I don't want to listen, what do you say",
            "gp took me off running, what would you do",
        ),
        negative=(
            "my physio told me to do clamshells, which muscle is that?",
            "how do athletes return to sport?",
            "my physio wants stronger hips for me, which muscle is she after?",
            "do physios say squats or lunges train the hip more?",
            "the instructor banned phones in class, which moves come first?",
        ),
    ),
)
