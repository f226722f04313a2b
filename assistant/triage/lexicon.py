"""The words of the rules: everyday English, British and American, for bodies, signs, people and times.

Each name is a choice of terms in the language of `assistant.triage.rules`. Small words (my, the, really, both) may
stand between the words of a term and are not written out.
"""

LEXICON: dict[str, str] = {
    # --- people -----------------------------------------------------------------------------------------------
    "person": (
        "i | he | she | dad | mum | father | mother | wife | husband | son | daughter | brother | sister | friend | "
        "partner | client | mate | teammate | colleague | gran | nan | nana | granny | grandma | grandmother | "
        "grandad | grandpa | grandfather | uncle | aunt | auntie | cousin | neighbour | neighbor | boyfriend | "
        "girlfriend | boss | patient of mine | trainer | bloke | guy | man | woman | lad | lady | girl | boy | "
        "kid | child | toddler | someone | somebody | person | player | member | flatmate | roommate | fiance* | "
        "coach | buddy | nephew | niece"
    ),
    "elder": (
        "mum | mother | dad | father | gran | nan | nana | granny | grandma | grandmother | grandad | grandpa | "
        "grandfather | gramps | elderly | pensioner | older | old lady | old man | great aunt | great uncle | "
        "in law | #old | seventies | eighties | nineties | sixties | frail | care home"
    ),
    "child": (
        "#young | child | childs | children | kid | kids | toddler | toddlers | baby | infant | son | sons | "
        "daughter | daughters | boy | boys | girl | girls | teenager | teenagers | teenage | teen | teens | "
        "little one | grandson | granddaughter | grandchild | nephew | niece | schoolboy | schoolgirl | "
        "godson | goddaughter | "
        "preschooler | tween | youngster | little girl | little boy | my eldest | my youngest | stepson | "
        "stepdaughter | year old boy | year old girl | adolescent | lad | lass | bairn | little man | wee one | "
        "newborn | youngest | eldest | under 12* | under 16*"
    ),
    "myself": "i | me | my | mine | myself | we",
    # --- body -------------------------------------------------------------------------------------------------
    "chest": "chest | breastbone | breast bone | sternum | ribcage | rib cage | left boob | left breast | over heart",
    "leg": (
        "leg | legs | limb | limbs | thigh | thighs | calf | calves | calfs | shin | shins | lower leg | "
        "hamstring | hamstrings | quad | quads"
    ),
    "calf_or_leg": (
        "leg | legs | calf | calves | calfs | thigh | thighs | shin | lower leg | lower limb | ankle to knee | "
        "knee to ankle"
    ),
    "drop_foot": "foot drop | footdrop | drop foot | dropped foot | floppy foot | floppy feet",
    "foot": "foot | feet | toe | toes | ankle | ankles | heel | heels",
    "limb": "@leg | @foot | arm | arms | hand | hands | knee | knees",
    "both_legs": (
        "both legs | both my legs | legs both | two legs | both feet | both of my legs | either leg | either foot | "
        "neither leg | both lower limbs | both limbs | both thighs | legs and feet | neither foot | both sides | "
        "both of them | legs both of them | both of my feet | each leg | both ankles | both his legs | "
        "both her legs | waist down | left leg and right leg | right leg and left leg | "
        "below waist | two sides | two of them | both of his legs | both of her legs | both of his feet | both of "
        "her feet | two feet | "
        "both foot | both leg | two leg | below the belly | below my belly | below belly button"
    ),
    "joint": (
        "knee | knees | hip | hips | ankle | ankles | elbow | wrist | shoulder | joint | joints | big toe | "
        "kneecap"
    ),
    "hip_region": "hip | hips | groin | thigh | pelvis | hip joint | upper leg | buttock | socket",
    "back": "back | spine | lower back | lumbar | spinal",
    "belly": "belly | stomach | tummy | abdomen | abdominal | bump | guts | gut | womb | uterus | insides",
    "saddle": (
        "between legs | between thighs | genital* | private parts | privates | private area | private bits | "
        "crotch | saddle | anus | anal | back passage | bum hole | bumhole | arsehole | asshole | rectum | rectal | "
        "inner thigh | inner thighs | inside of thighs | inside thighs | insides of thighs | insides of legs | "
        "perineum | perineal | where i sit | where he sits | where she sits | i wipe | he wipes | she wipes | "
        "wiping | wipe myself | balls | ballsack | scrotum | penis | willy | dick | cock | vagina* | vulva* | "
        "labia | fanny | down below | clit* | foreskin | down there | undercarriage | lady parts | lady bits | "
        "man parts | nether regions | nethers | bits | under carriage | wedding tackle | tackle area | "
        "bathing suit area | foof | hoo ha | taint | gooch | pubic | vajayjay | part i sit on | bikini area | "
        "around bum and groin | bum and groin | groin and bum | groin and genitals | front and back passage | "
        "upper inner leg* | front bottom | pad area"
    ),
    "buttock": (
        "bum | bums | butt | buttock | buttocks | backside | bottom | arse | ass | behind | rear | rear end | "
        "tailbone"
    ),
    "testicle": (
        "testicle* | testic* | testes | testis | nut | nuts | ball | balls | bollock* | scrotum | ballsack | "
        "nutsack | gonad* | goolies | nads"
    ),
    # --- signs ------------------------------------------------------------------------------------------------
    "pain": (
        "pain* | ache | aches | aching | achy | ached | hurt | hurts | hurting | sore | soreness | tender | "
        "tenderness | agony | agonising | agonizing | stabbing | stabs | throb* | excruciat* | burning | in bits | "
        "killing me | kills | cramp* | twinge* | discomfort | painful | shooting | sharp | searing | "
        "uncomfortable | murder"
    ),
    "severe": (
        "severe* | terrible | terribly | awful | awfully | excruciat* | agony | agonising | agonizing | "
        "unbearable | unbearably | unreal | worst | horrendous | horrible | horrific | ten out of ten | "
        "10 out of 10 | 9 out of 10 | nine out of ten | intense | bad | so bad | off the scale | in tears | "
        "screaming | crying | scream | insane | crazy | extreme* | massive | cant stand it | doubled over | "
        "doubled up | bent double | crippling | crippled | sickening | vicious | savage | violent* | wicked | "
        "blinding | dying | brutal | through the roof | killing | cant bear | cant cope | worse than labour | "
        "worse than childbirth | beyond | stabbing | out of all proportion | out of proportion | far too much | "
        "way too much | way more than | much more than | far more than | more than it should | morphine | "
        "painkillers dont touch | nothing touches | nothing helps | not touching | isnt touching | doesnt touch | "
        "didnt touch | dont touch it | wont touch | strongest | "
        "off the charts | off the chart | painkillers do nothing | painkillers are useless | tablets do nothing | "
        "tablets dont touch | tablets are useless | wouldnt touch it | makes me cry | makes him cry | makes her cry "
        "| makes me scream | makes me yelp"
    ),
    "sudden": (
        "sudden | suddenly | sudenly | all of a sudden | out of nowhere | out of the blue | for no reason | "
        "no reason | no apparent reason | no obvious reason | came on fast | instant* | in an instant | woke up | "
        "woke | wakes up | abrupt* | bang | just now | just started | from nowhere | overnight | "
        "started an hour ago | came on | no warning | without warning | this morning | within minutes | "
        "within an hour | half an hour ago | hour ago | minutes ago | hours ago | just happened | rapidly | acute"
    ),
    "recent": (
        "now | today | tonight | yesterday | this morning | this afternoon | this evening | last night | since | "
        "hours | minutes | days | few days | this week | lately | recently | just | @sudden | monday | tuesday | "
        "wednesday | thursday | friday | saturday | sunday | weekend | all day | all night | new | started | "
        "after lunch | at the moment | currently | right now | the other day"
    ),
    "worse": (
        "getting worse | worse | worsening | worsens | by the day | by the hour | growing | spreading | "
        "more and more | each day | every day | day by day | increasing | increasingly | progressing | "
        "progressive* | weaker and weaker | getting weaker | keeps getting | steadily | week by week | "
        "weaker every"
    ),
    "swollen": (
        "swell* | swollen | swole | swolen | swelled | puff* | balloon* | twice the size | twice its size | "
        "double the size | bigger than | blown up | blew up | size of a | enlarged | tight and shiny | shiny | "
        "fatter | inflated | doubled in size | like a football | like a grapefruit | like a melon | ballooning | "
        "much bigger | noticeably bigger | gone huge | went huge | went up like | come up like | came up like | "
        "elephant leg | is huge | looks huge | like a tree trunk | oedema | edema | engorged | thicker than | "
        "larger than | fluid on"
    ),
    "warm": (
        "hot | warm | warmer | hotter | roasting | boiling | burning up | burning hot | on fire and red | "
        "radiating heat | heat radiating | heat coming | heat comes | heat off | giving off heat | gives off heat | "
        "feel heat | there is heat | has heat | heat in it | full of heat"
    ),
    "red": (
        "red | redness | reddish | redder | purple | purplish | purply | discolour* | discolor* | blotchy | "
        "bluish | dusky | angry looking | inflamed | crimson | scarlet | pink and | changed colour | "
        "changed color | funny colour | weird colour | beetroot | lobster"
    ),
    "numb": (
        "numb* | pins and needles | pins n needles | tingl* | no feeling | no sensation | lost feeling | "
        "lost all feeling | lost sensation | loss of feeling | loss of sensation | @cannot feel | dead | deadened | "
        "gone dead | asleep | fell asleep | fallen asleep | zero feeling | feeling has gone | feeling is gone | "
        "feeling went | cant sense | no feelin | hardly feel | barely feel | dont feel | doesnt feel anything | "
        "feel nothing | felt nothing | feels nothing | anaesthetised | anesthetized | dentist | novocaine | "
        "reduced feeling | less feeling | altered feeling | different sensation | feeling strange | cotton wool | "
        "fuzzy | hasnt got any feeling | without feeling | lost the feeling | sensation is gone | "
        "sensation has gone | unable to feel | "
        "not got sensation | not got any sensation | not got feeling | not got any feeling | not having sensation | "
        "not having any sensation | not having feeling | not having any feeling | not getting sensation | not "
        "getting feeling | sensation not there | feeling not there | sensation is not there | feeling is not there "
        "| sensation not coming | feeling not coming | sensation is not coming | feeling is not coming | hasnt got "
        "sensation | hasnt got feeling | hasnt got any sensation | hasnt any feeling | hasnt any sensation | havent "
        "got feeling | havent got any feeling | havent got sensation | havent any feeling | do not feel | does not "
        "feel | "
        "no feel"
    ),
    "weak": (
        "weak* | lost strength | lost power | loss of power | loss of strength | no strength | no power | "
        "strength has gone | power has gone | giving way | gives way | gave way | gave out | giving out | "
        "gives out | buckl* | heavy | limp and | floppy | jelly | jello | collapsing | given up | paralys* | "
        "paralyz* | strength is gone | power is gone | losing power | losing strength | wobbly | useless | "
        "wont work | not working | stopped working | dont work | doesnt work | lifeless | @cannot move | "
        "wont move | wont hold | not holding | wont respond | not responding | rubber | rubbery | "
        "noodles | spaghetti | wont hold me up | "
        "no force | without force | lost force | loses force | losing force | force has gone | force is gone | "
        "force is going | loses power | loses strength"
    ),
    "cold": "cold | icy | ice | freezing | stone cold | chilly | cool | frozen | block of ice",
    "pale": (
        "pale | white | blue | grey | gray | colourless | colorless | bluish | marble | waxy | ghostly | "
        "drained of colour | mottled | no colour | lost its colour | lost colour | lost color | black | purple | "
        "dusky | blueish | lost all colour | blanched"
    ),
    "fever": (
        "fever* | temperature | #fever | shiver* | shivery | feverish | rigors | chills | burning up | "
        "shaking with cold | high temp | running hot | hot and cold | sweats and chills | 38 | 39 | 40 degrees | "
        "flu like | pyrexia"
    ),
    "breathless": (
        "short of breath | shortness of breath | breathless | breathlessness | out of breath | cant breathe | "
        "cant breath | @cannot breathe | @cannot breath | @cannot catch breath | @cannot get breath | puffing | "
        "panting | winded | gasping | hard to breathe | hard to breath | trouble breathing | difficulty breathing | "
        "struggling for breath | struggling to breathe | struggling to breath | struggle to breathe | "
        "fighting for breath | fighting to breathe | fighting for air | struggling for air | @cannot get air | "
        "@cannot get enough air | breathing is hard | breathing difficult* | breathing hard | problems breathing | "
        "wheezing | breathing problem* | gulping air | cant get a full breath | labouring to breathe | suffocat* | "
        "air hungry | huffing | breathing fast | breathing funny | run out of breath | hardly breathe | "
        "barely breathe | hardly breathing | barely breathing | @cannot get a breath | @cannot get my breath | "
        "@cannot take a full breath | @cannot take a deep breath | @cannot take a breath | get a breath in | "
        "breathing harder | lost my breath | breath is short | breathing gets | gasps | "
        "short of air | starved of air | @cannot fill my lungs | @cannot fill lungs | lungs wont fill | air is not "
        "enough | not enough air | @cannot draw breath | @cannot draw a breath | @cannot finish a sentence | breath "
        "not coming | breath is not coming | breath wont come | no breath left"
    ),
    "cannot": (
        "cant | cannot | can not | couldnt | could not | unable | unable to | not able to | no longer | "
        "can barely | barely | hardly | can hardly | scarcely | struggling to | struggle to | struggles to | "
        "struggled to | impossible to | wont let me | cant even | not managed to | failing to | "
        "havent been able to | hasnt been able to | wasnt able to | isnt able to | arent able to | "
        "havent managed to | no way i can | dont think .. can | wont | refuses to | refusing to | refused to | "
        "will not | wouldnt | would not | doesnt want to | cant seem to | isnt able | hasnt managed to | "
        "incapable of | didnt manage to | cant really | unwilling to | not been able to | wont be able to | "
        "dont seem able to | unable 2 | not letting me | lost the ability to | havent | hasnt | having trouble | "
        "difficulty | hard to | not able | cant physically | agony to"
    ),
    "stand": (
        "stand | stand up | standing | walk | walking | walked | bear weight | weight bear | take weight | "
        "take any weight | put weight | put any weight | putting weight | weight on | bear any weight | get up | "
        "getting up | got up | step on | stand on | put pressure on | put foot down | put it down | take a step | "
        "take a single step | put my foot | put his foot | put her foot | get off the floor | get off the ground | "
        "get back up | weightbear | hold weight | hold her weight | hold his weight | hold my weight | "
        "stand at all | up off the floor | use leg | use it | move leg | move hip | support weight | put leg down | "
        "lean on | load it | get out of bed | stood | put a foot | get to feet | leave the floor | rise | "
        "set foot | weight through | tread on | move it | move at all | hobble | crawl"
    ),
    "cries_out": "screams | yelps | cries | yells | howls | shouts | shrieks | groans | winces",
    "cant_stand": (
        "@cannot @stand | @cannot .. @stand | no weight on | no weight through | non weight bearing | "
        "cant put any | stopped walking | wont stand | wont walk | stuck on the floor | stuck on the ground | "
        "still on the floor | still on the ground | lying on the floor | lying on the ground | on the floor and | "
        "walking is impossible | standing is impossible | off her legs | off his legs | crawling instead | "
        "has to be carried | have to carry | is being carried | @cries_out when .. @stand | "
        "@cries_out if .. @stand | @cries_out when .. foot down | @cries_out if .. foot down | "
        "collapses when .. @stand | "
        "collapses under | weight on it is impossible | not standing | not walking | not weight bearing | "
        "not bearing weight | not putting weight | not putting any weight | stand .. impossible | "
        "walk .. impossible | leg folds | wont take weight | wont take her weight | wont take his weight | "
        "wont take my weight | doesnt take weight | leg wont hold | leg wont support | wont bear | isnt walking | "
        "isnt standing | cant weight bear | cant get her up | cant get him up | cant get them up | "
        "couldnt get her up | couldnt get him up | wont hold him | wont hold her | wont hold me | wont hold my | "
        "couldnt get up | had to be carried | agony to stand | too painful to stand | too painful to walk | "
        "too sore to stand | too sore to walk | hurts too much to stand | hurts too much to walk | "
        "hurts too much to put | need carrying | screams when we move | screams when moved | screams if we move | "
        "screams when i move | cant be moved | wont let us move | wont let me move | wont let anyone touch | "
        "refuses to move | nwb | refuses .. weight"
    ),
    "injury": (
        "fell | fall | falls | fallen | falling | slip | slipping | slipped | trip | tripped | tumbl* | stumbled | "
        "crash* | accident | collision | knocked | hit by | tackle* | came off | thrown off | landed | landing | "
        "blow | smash* | dropped | kicked | injury | injured | twisted | car | skiing | skied | wreck | "
        "horse | ladder | went over | ice | stacked it | collided | wiped out | faceplant* | "
        "hurt in | run over | football | rugby | motorbike | scooter | took a spill | spill | "
        "went flying | came a cropper | hit the deck | bang | banged | down hard | got hit | impact | toppled | "
        "pushed over | rolled"
    ),
    "fell": (
        "fell | fall | falls | fallen | falling | slip | slipped | trip | tripped | tumbl* | stumbled | "
        "took a spill | went down | came off | hit the floor | hit the deck | toppled | landed on | "
        "came a cropper | knocked over | went over | bumped | banged | missed a step | missed the step | "
        "missed the last step | stacked it"
    ),
    "operation": (
        "operation | operated | op | surgery | surgical | replacement | replaced | arthroscopy | keyhole | "
        "procedure | thr | tkr | c section | caesarean | hysterectomy | bypass | surgeon | plaster | cast | "
        "bedrest | bed rest | bedridden | hospital stay | laid up | fixation | pinned | post op | postop | "
        "osteotomy | labral repair | reconstruction"
    ),
    "travel": (
        "flight | flew | flying | plane | airplane | long haul | long drive | coach trip | car journey | "
        "hour drive | long journey | travelled | road trip | hours on a bus | jet | hour flight | long trip | "
        "train journey"
    ),
    "effort": (
        "run | running | ran | runs | jog* | squat* | lunge* | deadlift* | lifting | workout | work out | "
        "working out | exercis* | training | train | gym | treadmill | treadmil | cycling | spin | hill | hills | "
        "stairs | sprint* | burpee* | race | raced | racing | swim* | row | rowing | rower | marathon | 5k | 10k | "
        "parkrun | crossfit | hiit | class | pilates | yoga | set | sets | reps | leg press* | clamshell* | "
        "bridges | hip thrust* | step ups | stepups | jump* | skipping | sport | football | soccer | rugby | "
        "basketball | netball | tennis | padel | match | game | practice | session | pe | weights | band walks | "
        "press ups | push ups | pushups | spinning | peloton | zumba | bootcamp | hiking | hike | climb* | "
        "exertion | effort | leg day | lifted | kettlebell* | planks | side plank | wod | dance | dancing | "
        "dancer | walked up | walking uphill"
    ),
    "hard_effort": "@effort | murph | ultra | triathlon | ironman | spin class",
    "artificial": (
        "hip replacement | replacement hip | replaced hip | new hip | artificial hip | prosthetic hip | "
        "prosthesis | metal hip | total hip | hip implant | fake hip | hip was replaced | hip replaced | thr | "
        "knee replacement | artificial joint | replaced knee | new knee | artificial knee | knee was replaced | "
        "knee replaced | tkr | metal knee | titanium hip | ceramic hip | hip prosthesis | replaced joint | "
        "joint replacement | bionic hip | hemiarthroplasty | hip arthroplasty | hip op | hip operation | "
        "hip resurfacing | resurfaced hip | operated hip | my replacement | had both hips done | hip done | "
        "knee done | "
        "hip revision | revision hip | socket done | replaced side | replaced leg | replaced socket | prosthetic "
        "joint | prosthetic socket | new joint | hip revised"
    ),
    "pregnant": (
        "pregnant | pregnancy | expecting | @weeks_along | trimester | antenatal | prenatal | baby bump | "
        "gestation | expectant | preggo | preggers | up the duff | bun in the oven | baby on the way | with child | "
        "due date | months along | weeks gone | weeks along | carrying twins | midwife | mum to be | mom to be | "
        "preg | due in .. weeks | "
        "she is in @nth_month | wife is in @nth_month | wife in @nth_month | daughter is in @nth_month | sister is "
        "in @nth_month | partner is in @nth_month | am in @nth_month | @nth_month of pregnancy | @nth_month "
        "pregnant | baby is due | baby due | carrying my first | carrying our"
    ),
    "weeks_along": (
        "#gestation pregnant | #gestation along | #gestation gone | #gestation preg* | #gestation with | "
        "am #gestation | at #gestation | i am #gestation | @bump #gestation | #gestation @bump | "
        "#gestation .. baby | #gestation .. bump | #gestation .. belly | #gestation .. tummy | "
        "#gestation .. stomach | #gestation and bleeding | #gestation .. trimester"
    ),
    "nth_month": (
        "#number th month | #number rd month | third month | fourth month | fifth month | sixth month | seventh month "
        "| eighth month | ninth month"
    ),
    "bump": "bump | baby",
    "medicine": (
        "ibuprofen | ibuprofin | paracetamol | acetaminophen | tylenol | advil | nurofen | naproxen | aleve | "
        "aspirin | codeine | co codamol | cocodamol | tramadol | diclofenac | voltaren | voltarol | painkiller* | "
        "pain killer* | tablet | tablets | pill | pills | medicine | medicines | medication | medications | "
        "anti inflammator* | antiinflammator* | nsaid* | steroid | steroids | prednisolone | prednisone | "
        "gabapentin | pregabalin | amitriptyline | morphine | oramorph | oxycodone | opioid* | opiate* | warfarin | "
        "apixaban | blood thinner* | statin* | antibiotic* | celecoxib | meloxicam | etoricoxib | "
        "muscle relaxant* | diazepam | valium | methotrexate | beta blocker* | antidepressant* | supplement* | "
        "collagen | glucosamine | turmeric | magnesium | vitamin d | vitamin* | creatine | cbd | capsule* | "
        "lyrica | hydrocodone | vicodin | oxycontin | melatonin | sleeping tablets | sleeping pills | "
        "blood pressure tablets | insulin | antihistamine* | drug | drugs | meds | patches | gel | fish oil | "
        "cream | alendron* | bisphosphonate* | hrt | iron tablets | ointment"
    ),
    "nonmedicine": "squat* | rest | exercise",
    "lump": "lump | lumps | bulge | hernia | rupture | swelling",
    "vomit": (
        "vomit* | throw up | throwing up | threw up | thrown up | throws up | being sick | been sick | was sick | "
        "sick everywhere | puking | puke | puked | puked up | barf* | chuck* up | heaving | retching | spewing | "
        "projectile | keeps being sick | chundering | sick twice | sick three times | cant keep anything down"
    ),
    "confused": (
        "confus* | drowsy | drowsiness | delirious | not making sense | isnt making sense | doesnt make sense | "
        "making no sense | talking nonsense | talking rubbish | talking gibberish | disorientated | disoriented | "
        "muddled | rambling | doesnt know where | dont know where | not with it | out of it | hard to wake | "
        "difficult to wake | cant stay awake | sleepy | lethargic | floppy | listless | limp | woozy | spaced out | "
        "hallucinat* | away with the fairies | seeing things | vacant | doesnt recognise | doesnt recognize | "
        "not herself | not himself | barely awake | hardly awake | slurring | incoherent | zoned out | foggy | "
        "cant think straight | unresponsive | keeps drifting off | drifting in and out | semi conscious | "
        "wont wake | not responding | dazed | cant be roused | struggling to stay awake | barely rousable | "
        "hard to rouse | keeps nodding off | nodding off | loopy | talking funny | rag doll | ragdoll | "
        "doesnt know what day | no idea where"
    ),
    # --- asking -----------------------------------------------------------------------------------------------
    "go_ahead": (
        "can i | can my | could my | should my | may my | would my | may i | could i | should i | am i allowed | "
        "am i ok | am i okay | am i safe | am i fit | am i ready | is it safe | is it ok | is it okay | "
        "is it alright | is it all right | is it fine | is it too soon | is it too early | is it wise | is it bad | "
        "is it dangerous | is it risky | safe to | ok to | okay to | alright to | fine to | all right to | "
        "allowed to | safe for | ok for | okay for | suitable for | fine for | when can | how soon | "
        "when is it safe | when am i | when could | when should | when will i | too soon | too early | clear me | "
        "cleared to | am i cleared | go ahead | green light | are .. ok | are .. okay | are .. safe | is .. safe | "
        "is .. ok | is .. okay | are .. alright | is .. alright | are @moving fine | is @moving fine | "
        "are .. allowed | "
        "is .. allowed | can you do | can we do | can she | can he | can they | can you | could she | could he | "
        "should she | should he | should they | is she allowed | is he allowed | are they allowed | may he | "
        "may she | do you think i can | reckon i can | think i could | thumbs up | permission | is it possible | "
        "do i need to avoid | do i have to avoid | should be avoided | what can i do | what should i do | "
        "which .. exercises can | what .. exercises can | what .. exercises should | which .. exercises should | "
        "which exercises can | exercises can i | exercises should i | what exercises can | what exercises should | "
        "which exercises should | how long before | how long until | how long till | how long after | "
        "how many weeks until | how many weeks before | how many weeks after | will it hurt the baby | "
        "will it harm | harm the baby | bad for | dangerous for | dangerous to | risky to | any harm in | "
        "need clearance | clearance to | clearance for | clearance from | clearance before | "
        "start doing | start again | wondering if i can | ok 2 | let me | ready for | "
        "ready to | carry on | keep doing | keep going | continue | still do | avoid | get back to | go back to | "
        "return to | back to | suitable | safe | able to do | okay doing | ok doing | fine doing | resume | "
        "restart | allowed | ok if | okay if | alright if | any problem with | is there any risk | advisable | "
        "recommended for me | contraindicated | permitted | good idea | bad idea | is she ok | is he ok | "
        "is she safe | is he safe | what about"
    ),
    "moving": (
        "@effort | exercise | exercises | exercising | workout | lift | lifts | lift weights | do this | do these | "
        "do them | do it | do that | this | these | train | training | strengthen* | stretch* | leg raises | "
        "leg raise | abduction | abductions | clamshells | clams | monster walks | band | bands | bridge | "
        "bridging | walks | walking | play | playing | compete | sport | sports | plank | planks | raises | "
        "programme | program | routine | cycle | bike | biking | swim | golf | ski | dance | drive | kneel | "
        "cross legs | heavy | weight training | stretches | side lying | fire hydrants | hip hinges | "
        "adductor machine | abductor machine | machine | plyo* | gym work | hiking | pool | bending | resistance | "
        "gymnastics | "
        "football | rugby | netball | hockey | tennis | ballet | basketball | trampolin* | judo | karate | athletics | "
        "race | match | marathon | gym | "
        "sidestep* | side steps | leg press* | activity | twisting | stuff | "
        "hop | hopping | hops"
    ),
}
