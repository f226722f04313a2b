"""Urgent: needs a medical look today, but the person is stable."""

from assistant.domain import Level
from assistant.triage.rules import ANYWHERE, Concept, sign

_SITTING = (
    "sit | sitting | sat | cross legged | crossed legs | legs crossed | position | desk | toilet | bike | cycling | "
    "slept on | asleep on | saddle | car seat | lie on | lying on"
)
_TRAINING_ACHE = (
    "doms | leg day | after squats | after lunges | after training | after the gym | after yesterdays | workout | "
    "sore from | day after"
)

CONCEPTS: tuple[Concept, ...] = (
    Concept(
        id="U1",
        level=Level.URGENT,
        title="Possible clot in the leg",
        sources=(
            "NHS inform Scotland: Deep vein thrombosis",
        ),
        signs=(
            sign(
                (
                    "fat leg | fat calf | leg is fat | calf is fat | leg so fat | leg got fat | leg has got fat | "
                    "leg much fatter | one leg fatter | leg fatter"
                ),
                unless="body fat | burn | lose",
            ),
            sign(
                "@calf_or_leg",
                "@swollen",
                unless=(
                    "both ankles swell in heat | insect | pump | quad pump | bigger than before training | "
                    "muscle growth | after training for years | bigger muscles | hypertrophy | puffing | how to get | "
                    "ultra | puffing and | chest puff* | puff chest | puff my chest | chest be puff* | leggings for"
                ),
                within=8,
            ),
            sign(
                "calf | calves | leg | thigh | shin",
                "@warm | @red",
                "@pain | @swollen | tight | one | lump | hard | since | now",
                unless=(
                    "band | warm up | warmup | warm ups | warmed up | hot bath | heat pack | hot water bottle | "
                    "hot pack | sunburn* | shorts | leggings | flag | zone | hot tub | shower | heat or ice | "
                    "warm down | light | bruise | bruised | bruising"
                ),
                within=10,
            ),
            sign(
                "calf | calves | leg | thigh | shin",
                "@warm",
                "red | redness | purple | discolour*",
                unless="shower | bath | sun | sunburn* | band | light",
                within=12,
            ),
            sign(
                "dvt | blood clot | clot",
                "think | might | could | have i | do i | is it | is this | worried | wondering | got a | feels like",
                unless=(
                    "@long_ago | had a dvt | after a dvt | what is | how is | history | blood thinners for | "
                    "risk of"
                ),
                within=8,
            ),
            sign(
                "calf | calves",
                "@pain",
                (
                    "flight | flew | plane | long haul | coach trip | bed rest | since op | since my op | the pill | "
                    "plaster | cast | drive | travel*"
                ),
                within=16,
            ),
        ),
        positive=(
            "one calf is swollen, warm and sore",
            "my whole leg puffed up after the flight",
            "left calf hot to touch and tender, bigger than the other",
            "calf sore since long haul flight",
        ),
        negative=(
            "calves sore after running",
            "how do I warm up my legs?",
            "red band or black band for thighs?",
            "my shins aren't red or puffy, only stiff after jogging",
            "calf not warm or swollen, just tight after the run, which stretch?",
            "legs are neither hot nor swollen, a bit heavy after hills",
        ),
    ),
    Concept(
        id="U2",
        level=Level.URGENT,
        title="Hot, red or suddenly swollen joint",
        sources=(
            "Patient.info: Hot swollen joints",
            "HealthInfo NZ: Septic arthritis",
        ),
        signs=(
            sign(
                "@joint",
                "@warm | @red",
                (
                    "@pain | @swollen | @fever | now | since | to touch | today | very | and red | really | joint | "
                    "went | gone | looks | cant bend | came on | has come up | yesterday | stiff"
                ),
                unless=(
                    "warm up | warmup | warm ups | hot yoga | hot bath | heat pack | hot pack | hot water bottle | "
                    "red band | hot tub | weather | warmed up | warming up | shower | hot drinks | warm bath"
                ),
                within=10,
            ),
            sign("@joint", "@warm", "red | redness | reddish", unless="warm up | hot yoga | band | light", within=10),
            sign(
                "@joint",
                "@swollen | huge | blew | ballooned",
                "@sudden | overnight | out of nowhere | hours",
                unless="click | thumb | finger | mild | slightly",
                within=12,
            ),
            sign(
                "@joint | groin | leg | thigh",
                "@fever",
                unless=(
                    "excitement | hay fever | room temperature | body temperature | 38 reps | fever pitch | "
                    "cabin fever | temperature outside | weather | shiver me | water temperature"
                ),
                within=16,
            ),
        ),
        positive=(
            "my hip is hot, red and swollen",
            "my knee is hot and red and I have a temperature",
            "hip suddenly very painful and I'm shivery",
            "ankle blew up overnight, boiling to touch",
        ),
        negative=(
            "should I use heat or ice on my hip?",
            "warm up for hips",
            "red band for knees out",
            "Which red flags in lateral hip pain warrant same-day review?",
            "ankle a bit puffy, it's the heat",
            "How long can heat be used on a sore knee?",
            "Why should heat go straight on the skin of a sore knee?",
        ),
    ),
    Concept(
        id="U3",
        level=Level.URGENT,
        title="Infection of wound, skin or artificial joint",
        sources=(
            "NHS: Cellulitis",
            "Chelsea and Westminster NHS: Infection after your hip or knee replacement",
        ),
        signs=(
            sign(
                (
                    "scar | wound | incision | stitches | staples | injection site | jab site | dressing | cut | "
                    "surgical site | injected | where they cut | where they operated | needle site | "
                    "where the needle | where i had the injection | blister | graze | bite | bed sore | sore on my"
                ),
                (
                    "@red | @warm | leak* | ooz* | pus | weep* | smell* | smelly | stinks | discharge | infected | "
                    "opened | opening up | come apart | yellow | green | gunk | gunky | split open | wet | split | "
                    "burst open | @swollen | spreading | fluid | streaks"
                ),
                unless=(
                    "old scar | green band | smelling | red band | scar massage | cut down | warm up | warmup | "
                    "stretch | short cut | cut out | scar tissue | sore muscles | muscle | sore glute | sore hip | "
                    "hip sore | knee sore | sore knee | warm bath | warm water | sore after | is sore | are sore | "
                    "fluid movement | smooth | so sore | feel sore | cheek | tongue | lip | i bite | bite it"
                ),
                within=10,
            ),
            sign("pus", unless="what is"),
            sign(
                (
                    "redness | red patch | red line | red streak* | red area | rash | red skin | skin is red | "
                    "skin has gone red | red mark | redness on | red and hot skin | skin hot | cellulitis | "
                    "infected skin"
                ),
                (
                    "spreading | spread* | growing | getting bigger | up leg | moving up | tracking | creeping | "
                    "hot | bigger | expanding | up my"
                ),
                unless="shorts | chafing",
                within=10,
            ),
            sign(
                "@leg | @foot | arm | skin | knee",
                "red | redness",
                "spreading | spreads | creeping | tracking up | growing",
                unless="band | rumour",
                within=12,
            ),
            sign(
                "~@artificial",
                "@pain",
                (
                    "new | started | starting | suddenly | sudden | since | lately | recently | now | this week | "
                    "out of nowhere | begun | begins | days | today | just | wasnt there | coming back"
                ),
                unless=(
                    "exercise* after | weeks after | good as new | weeks since | new hip is | as new | stairs | not"
                ),
                within=12,
            ),
            sign("~@artificial", "@fever | unwell | hot | red | ooz* | leak*", within=16),
            sign(
                "cellulitis | infected | infection",
                "think | got | have | looks | is it | might | could | scar | wound | cut | leg",
                unless=(
                    "how common | after infection | chest infection last | risk | what is | had an infection | "
                    "sinus* | tooth | teeth | gum | gums"
                ),
                within=8,
            ),
            sign(
                "cellulitis | infected | infection",
                "knee | hip",
                unless=(
                    "how common | after infection | risk | what is | had an infection | rate | rates | how often | "
                    "percentage | percent | incidence"
                ),
                within=8,
            ),
        ),
        positive=(
            "my hip scar is red and leaking",
            "the redness on my shin keeps spreading",
            "had my hip replaced 6 years ago and it's started aching",
            "pus coming from where they did the injection",
        ),
        negative=(
            "how do I massage my old scar?",
            "my new hip is great, no pain",
            "red line on the exercise chart",
        ),
    ),
    Concept(
        id="U4",
        level=Level.URGENT,
        title="New or growing weakness or numbness in one leg",
        sources=(
            "NHS 111 Wales: Sciatica",
            "NICE CKS: Sciatica, interpreting red flags",
        ),
        signs=(
            sign(
                (
                    "losing power | losing strength | lost power | lost strength | loss of power | loss of strength | "
                    "power is going | strength is going | less and less strength"
                ),
                "leg | foot | ankle | thigh",
                unless="study | age | elderly | ageing | after leg day | why do",
            ),
            sign(
                "foot | feet | toes | toe | ankle",
                (
                    "slap* | flop* | drag* | drop | dropped | drooping | wont lift | cant lift | cannot lift | "
                    "catching | catches | scuff* | scraping | trips me | trailing | wont come up | wont pull up | wont "
                    "pull | cant pull | cant raise | flops | dangles | dangling | hangs | hanging | wont flex | cant "
                    "flex | limp"
                ),
                unless=(
                    "drop set | dropped a | foot drop exercise | what is foot drop | bare feet | hip drop | shoes | "
                    "step drop | sled drag | drop jump* | box drop | dropped weight | dropped a weight | into | "
                    "drop the heel | drop heel | heel drop* | sled | turf | butterfly | kicks | swimming | "
                    "technique | drop my heel | off the floor | off floor | hip | arch | "
                    "on the bar | dropped arches | pelvis | leg raise | @drop_foot"
                ),
                within=8,
            ),
            sign(
                "@drop_foot",
                "got | have | my | his | her | think | @recent | woke | trip* | toe | toes | @person has",
                unless="what is | what causes | why does | conditions",
                within=8,
            ),
            sign(
                "@leg | foot | leg | knee",
                "@weak",
                (
                    "@worse | getting | suddenly | sudden | since | past week | over past | last week | past few | "
                    "new | now | this week | days | today | going | gone | overnight | woke | keeps | numb* | "
                    "yesterday | last few | weeks"
                ),
                unless=(
                    "hip is weak | abductor* | glute | glutes | exercise for weak | strengthen* | muscle | muscles | "
                    "after leg day | weaker than | rubber band | weak hips | weak hip | run | squat | lunges | set | "
                    "heavy weights | lift heavy | heavy weight | heavy squats | go heavy | leg press | useless at | "
                    "jelly after | wobbly after | after squats | leg extensions | after | on one leg | balance | "
                    "both legs getting stronger | fatigued | tired | feel heavy"
                ),
                within=12,
            ),
            sign(
                "@leg | foot | feet | toes | big toe | knee | shin | ankle",
                (
                    "numb* | pins and needles | tingl* | no feeling | lost feeling | lost sensation | gone dead | "
                    "@cannot feel | loss of feeling | loss of sensation | less feeling"
                ),
                unless=(
                    _SITTING
                    + "what exercise | wake up on | boots | shoes | numbing cream | muscles working | "
                    "firing | glutes | glute | burn | tight shoes | skates | socks | ski | laces | "
                    "elliptical | treadmill shoes | hamstrings working | working | engage | engaging | "
                    "activate | years | stretch | in the stretch | muscle | cold"
                ),
                within=9,
            ),
            sign(
                "leg | knee",
                "gives way | giving way | gave way | buckl* | keeps going from under | collapses under",
                (
                    "numb* | back | sciatica | new | suddenly | more and more | worse | keeps | several times | "
                    "today | this week"
                ),
                unless="mcl | acl | exercise to stop | sore",
                within=12,
            ),
            sign(
                "leg | foot | calf | thigh",
                "wasting | wasted away | shrinking | getting thinner | smaller",
                "weak* | numb*",
                within=12,
            ),
            sign(
                "foot | feet | toes | toe | ankle",
                "floppy | flops | slaps | slapping | claps | clapping | smacks | smacking | paddles | limp",
                (
                    "ground | floor | pavement | tiles | when i walk | walking | as i walk | each step | every step | "
                    "swing | lift my knee | lift knee | knee higher | knee high | trip* | shoe"
                ),
                unless=(
                    "kick* | butterfly | swimming | flip flop* | sled | turf | jump* | drill | running form | land | "
                    "landing"
                ),
                within=14,
            ),
            sign(
                (
                    "lift my knee | lift knee | lifting my knee | hitch my hip | hitch the hip | swing my leg | swing "
                    "the leg"
                ),
                "foot | toes | ankle",
                "clear | catch* | drag* | floppy | flops | wont lift | hang* | trip*",
                unless="drill | swimming | sprint* | hurdle*",
                within=14,
            ),
            sign(
                "strength | power | force",
                (
                    "drain* | ebb* | fading | fades | slipping away | leaving | dwindl* | seep* | vanish* | disappear* "
                    "| loses | losing | going from | less every | less each | giving less | less and less | going down"
                ),
                "leg | foot | knee | thigh | ankle | calf",
                (
                    "day | days | daily | week | weeks | @worse | since | sudden | suddenly | only | other leg | other "
                    "side"
                ),
                unless=(
                    "leg day | rep | reps | set | sets | age | ageing | study | studies | holiday | stopped training | "
                    "detrain* | season | glutes | band | lift*"
                ),
                within=16,
            ),
        ),
        positive=(
            "my foot keeps slapping the floor",
            "my left leg is weaker by the day",
            "outside of my shin has gone numb since the weekend",
            "can't lift my toes on the right any more",
            "my ankle is floppy so I swing the leg round to clear the ground",
            "one foot claps on the tiles at every step since Monday",
            "I have to lift my knee high or my toes catch",
            "strength in my left leg is ebbing away day by day",
            "my right thigh loses force each day, the other side is good",
            "power is draining from one knee since last week",
            "ankle won't pull up so I march on that side",
        ),
        negative=(
            "why is my left glute weaker than the right?",
            "my foot goes numb when I sit cross legged",
            "how does a weak leg affect gait?",
            "floppy ankles in the butterfly kick, does that help swimmers' hips?",
            "does the strength of the leg fade each day that I rest between sets?",
            "my flip flops slap the ground when I walk, bad for my hips?",
            "lift my knee high in the drill, toes up?",
        ),
    ),
    Concept(
        id="U5",
        level=Level.URGENT,
        title="Adult who cannot take weight, or sudden severe hip pain, without a fall",
        sources=(
            "NHS Gloucestershire G-care: Red flags for hip, knee and spinal conditions",
            "MedlinePlus: Hip pain",
        ),
        signs=(
            sign(
                "hip | leg | groin | it | knee | thigh | joint | i | pelvis",
                "@cant_stand",
                unless=(
                    "pistol | without hands | without using | from a chair | from her chair | low chair | "
                    "from the chair | squat position | deep squat | leg day | doms | stand up straight | "
                    "stand exercise* | one leg | stand the | stand this | stand it when | stand squats | balance | "
                    "stand doing | cant stand lunges | stand people | stand running | without shoes | stand gyms | "
                    "cant stand squats | cant stand burpees | stand burpees | stand clamshells | use it for | "
                    "barefoot | get up early | get up the motivation | motivation | stand planks | stand .. planks | "
                    "stand .. bridges | far | miles | "
                    "for long | stand still | stand by | walk the dog | after squats | after lunges | "
                    "stand exercises | stand for hours | walk past | cant stand it | get out of bed early | rise | "
                    "use it at | use it as | load it heavy | treadmill | stand on one | kneel or get up | easily"
                ),
                within=10,
            ),
            sign(
                (
                    "@cannot weight bear | @cannot bear weight | @cannot take weight | @cannot put weight | "
                    "@cannot put any weight"
                ),
                unless="on the bar | barbell | plates | on the machine | on hands | more weight | machine | dumbbell*",
            ),
            sign(
                "hip | groin",
                "seized | locked | seized up | gone into spasm | locked up | frozen solid",
                "cant | sudden | suddenly | no reason | woke | now | today | step | weight | move | walk",
                unless=(
                    "lock out | lockout | stretch | tight | until i move | until i get moving | until i get going | "
                    "till i move | till i get moving | till i get going"
                ),
                within=14,
            ),
            sign(
                "hip | groin",
                "@pain",
                "suddenly | sudden | out of nowhere | out of the blue | no reason | woke up | overnight",
                (
                    "severe* | excruciat* | agony | unbearable | worst | awful | terrible | horrendous | cant walk | "
                    "scream* | cant move | intense | 10 out of 10 | really bad | so bad | hobbling | crutches | "
                    "cant sleep | tears"
                ),
                unless="better | mild",
                within=18,
            ),
            sign(
                "hip | groin",
                "agony | excruciat* | unbearable | scream* | ten out of ten | cant move it",
                "now | today | woke | since | cant | sudden | suddenly | this morning",
                unless="after squats | leg day | foam roll*",
                within=14,
            ),
        ),
        positive=(
            "cannot bear weight on this leg, nothing happened",
            "woke up and can't walk on this hip",
            "my hip seized for no reason and I can't step on it",
            "out of nowhere unbearable hip pain, no fall",
        ),
        negative=(
            "I can't stand squats, what else works my hips?",
            "can't walk after leg day lol",
            "I struggle to stand on one leg without my hip dropping",
        ),
    ),
    Concept(
        id="U6",
        level=Level.URGENT,
        title="Stuck or quickly swollen knee, or a muscle or tendon that popped",
        sources=(
            "NHS: Knee pain",
        ),
        signs=(
            sign(
                "knee | knees",
                (
                    "stuck | locked | jammed | wedged | wont straighten | cant straighten | @cannot straighten | "
                    "@cannot bend | wont bend | jams | gets stuck | locks up | wont go straight | @cannot unlock | "
                    "unable to straighten | locked solid | trapped"
                ),
                unless=(
                    "lock out | lock my knees | lock your knees | lockout | locked out | locks out | knees locked | "
                    "straight leg raise | hips stuck | locked knees | stuck at | stuck in my training | stuck on | "
                    "past 90 | wedged against | pad | keep knees locked | lock knees | fully straighten in stretch"
                ),
                within=8,
            ),
            sign(
                "knee",
                "huge | massive | @swollen | blew up | ballooned | size of",
                (
                    "twist* | pop | popped | hours | within | tackle | pivot | landed | turned | match | yesterday | "
                    "this morning | straight away | immediately | last night"
                ),
                unless="mild | slightly | a bit",
                within=18,
            ),
            sign(
                "@cannot | unable",
                (
                    "lift leg straight | straight leg raise | raise leg straight | lift straight leg | "
                    "lift my leg off the bed | lift heel off | do a straight leg raise | straighten knee against | "
                    "lift leg off the bed | raise leg off"
                ),
                unless="past | higher than | above | very high | far | during exercise",
                within=10,
            ),
            sign(
                (
                    "pop | popped | snap | snapped | crack | tore | torn | ripped | ping | pinged | went twang | "
                    "twang | rip | kicked in the back of | shot in the back"
                ),
                (
                    "hamstring | calf | achilles | quad | thigh | glute | groin | buttock | tendon | muscle | knee | "
                    "leg | hip | back of ankle"
                ),
                (
                    "cant | barely | hardly | wont | not go up | not rise | bruis* | unable | hobbling | "
                    "limping | crutches | no strength | "
                    "@cant_stand | weak | struggling"
                ),
                unless="@long_ago | no pain | click* | healed | months ago | weeks ago | labral | mri | scan",
                within=20,
            ),
        ),
        positive=(
            "knee won't straighten since I twisted it",
            "my knee is stuck bent",
            "pop at the back of my thigh and I can barely walk",
            "twisted my knee at football and it was the size of a melon an hour later",
            "my knee's been wedged bent since I knelt down to the oven",
            "knee's trapped at a right angle, will not go straight",
            "the knee jammed when I got up from the floor and stays bent",
            "his knee has jammed since the scrum, it just won't unlock",
        ),
        negative=(
            "should I lock my knees at the top?",
            "my hip pops with no pain",
            "hips feel stuck in squats",
            "should my knees be wedged against the pad of the machine?",
            "knee at a right angle in the fire hydrant, or lower?",
            "my knee's not stuck or swollen, just stiff after sitting",
        ),
    ),
    Concept(
        id="U7",
        level=Level.URGENT,
        title="New pain after a fall in someone old or with thin bones; bruise on blood thinners",
        sources=(
            "NHS: Hip fracture",
            "AAFP: Hip pain in adults",
        ),
        signs=(
            sign(
                (
                    "@elder | ~osteoporosis | ~osteopenia | ~steroids | ~prednisolone | ~prednisone | ~thin bones | "
                    "~brittle bones | ~fragile bones | ~weak bones"
                ),
                "@fell",
                "@pain | limp* | bruis* | struggling to walk | hobbling | stiff | cant",
                unless=(
                    "@long_ago | prevent* | fear of falling | risk of fall* | falls risk | stop him falling | "
                    "avoid fall* | fall asleep | fell asleep | balance exercises"
                ),
                within=25,
            ),
            sign(
                (
                    "warfarin | blood thinner* | apixaban | rivaroxaban | xarelto | eliquis | anticoagulant* | "
                    "clopidogrel | edoxaban | dabigatran | thinners | heparin"
                ),
                (
                    "bruis* | haematoma | hematoma | lump | @fell | bang | banged | knocked | black and blue | bump | "
                    "hit | swollen"
                ),
                within=25,
            ),
            sign(
                "bruise | bruising",
                "getting bigger | growing | spreading | bigger | keeps getting",
                unless="@long_ago",
                within=8,
            ),
        ),
        positive=(
            "mum fell yesterday and her groin is sore",
            "I'm on warfarin and the bruise is getting bigger",
            "78 year old, slipped on ice, still walking but hip hurts",
            "I have osteoporosis and tripped, now my back hurts",
        ),
        negative=(
            "exercises to help my gran avoid falls?",
            "does fear of falling change how older people walk?",
        ),
    ),
    Concept(
        id="U8",
        level=Level.URGENT,
        title="Possible stress injury of bone",
        sources=(
            "PMC review: Femoral neck stress fractures in sport",
            "NHS Cornwall referral service: Young adult hip pain",
        ),
        signs=(
            sign(
                "groin | deep hip | deep in hip | thigh | hip | shin | pelvis | femur | deep in groin",
                "@pain",
                (
                    "foot lands | every landing | each landing | every step | each step | foot hits | "
                    "each time i land | each time | every time i land | when i land | foot strike | footstrike | "
                    "heel strike | each stride | every stride | landing | impact | pounding | foot strikes | "
                    "hit the ground | hits the ground | touch down | foot plants | push off"
                ),
                (
                    "miles | mileage | training | marathon | running | run | running more | upped | increased | "
                    "weeks | limp* | night | doubled | ultra | race | bootcamp | army | km | plan | deep | ramped"
                ),
                unless="strengthen* | downstairs | knee exercise | prevent",
                within=25,
            ),
            sign(
                "groin | hip | thigh | leg | it | shin",
                (
                    "@cannot hop | hopping hurts | hurts to hop | hop on it | hurts when i hop | cant jump on | "
                    "pain when i hop | hop without pain | hurts hopping | hopping is | hopping on it | hop on that | "
                    "@cannot .. hop"
                ),
                unless="hop exercise | single leg hops",
                within=14,
            ),
            sign("@cannot hop | @cannot .. hop", unless="hop exercise | single leg hops | bunny | hop scotch"),
            sign(
                "stress fracture | stress reaction | stress injury",
                "think | might | could | have i | do i | is it | worried | wondering | is this",
                "i | my | me",
                unless="what is | how is | @long_ago | had a | healed | prevent | after a",
                within=10,
            ),
            sign(
                "groin | deep hip | deep in hip | thigh",
                "@pain",
                "night | limp* | at rest | in bed",
                (
                    "marathon | mileage | upped | miles | running more | increased | ramped | ultra | doubled | "
                    "training for"
                ),
                unless="side sleeping",
                within=28,
            ),
        ),
        positive=(
            "deep groin pain at every foot strike in marathon training",
            "groin hurts every time my foot lands since I upped my miles",
            "can't hop on it, the pain is deep in the groin",
            "marathon training, deep thigh ache at night and now I limp",
        ),
        negative=(
            "how do single leg hops train the hip?",
            "outer hip pain going downstairs after runs",
            "what is a stress fracture?",
        ),
    ),
    Concept(
        id="U9",
        level=Level.URGENT,
        title="Child or teenager with a limp or hip, thigh or knee pain",
        sources=(
            "NHS Cornwall referral service: Hip pain in children",
            "AAFP: Slipped capital femoral epiphysis",
        ),
        signs=(
            sign(
                "@child",
                (
                    "limp | limps | limping | limped | walking funny | hobbl* | walks funny | wont walk properly | "
                    "dragging leg | favouring | favoring | walking with a | hop around | waddl* | walking weird | "
                    "walks weird | gammy"
                ),
                unless=(
                    "went limp | floppy | goes limp | duck | ducks | penguin | penguins | goose | geese | crab | "
                    "crabs | why do we | why we | why people | school project | science project | homework"
                ),
                within=14,
            ),
            sign(
                "@child",
                "hip | hips | thigh | knee | knees | leg | legs | groin | shin",
                "@pain | stiff | sudden | complain*",
                unless=(
                    "carry* my | carrying | lifting my | picking up | pick up | holding my | chasing | after having | "
                    "since having | since giving birth | my hip pain | hurts my hip | my knee hurts | hurts my | "
                    "my hip hurts | my hip | my knees hurt | my back | keep up with | play with | playing with my | "
                    "my knee | i have | i get | birth | pregnan* | boys in | kids playing | after my son | "
                    "hip pain from | my hips"
                ),
                within=14,
            ),
            sign(
                "@child",
                "wakes | waking | woken | woke | wake | cries at night | at night",
                "@pain | leg | legs",
                unless="i wake | wake up for the baby | wakes me",
                within=12,
            ),
        ),
        positive=(
            "my eight-year-old has hip pain",
            "my son has been limping all week",
            "my teenager's knee aches and his foot turns out",
            "daughter (8) keeps waking with pain in her thigh",
        ),
        negative=(
            "carrying my toddler makes my hip ache",
            "my hip hurts when I pick up my son",
        ),
    ),
    Concept(
        id="U10",
        level=Level.URGENT,
        title="Back, hip or bone pain with fever, sweats, weight loss, past cancer or relentless at night",
        sources=(
            "NHS: Back pain",
            "NHS Gloucestershire G-care: Red flags for hip, knee and spinal conditions",
        ),
        signs=(
            sign(
                "@back | hip | hips | bone | bones | thigh | pelvis | leg | rib | ribs | femur | shoulder",
                "@pain",
                (
                    "@fever | night sweat* | soaked sheets | drench* | sweat through | sweating through | sweats | "
                    "soaking the sheets | soaking the bed | wet through | wake up soaked | waking up soaked | "
                    "drenched | sheets are soaked | sheets soaked | soaked with sweat | soaked in sweat | "
                    "drenched in sweat | dripping in sweat | sweating at night | sweaty at night | "
                    "change the sheets | wringing"
                ),
                unless="hay fever | sweat in the gym | workout | hot yoga",
                within=25,
            ),
            sign(
                "@back | hip | hips | bone | bones | thigh | pelvis | leg | ribs | femur | groin",
                "@pain",
                (
                    "lost #number stone | lost #number kg | lost #number pounds | lost #number kilos | "
                    "dropped #number stone | dropped #number kg | dropped #number pounds | lost #number lbs | "
                    "lost weight | losing weight | weight loss | weight has dropped | weight dropping | "
                    "weight falling off | clothes are hanging | dropped a stone | lost a stone | lost 10 | "
                    "stone lighter | clothes loose | weight is falling | without trying | weight is dropping off | "
                    "lost two stone | pounds without | lost kilos | trousers are falling | weight just falling | "
                    "lost half a stone | shedding weight | #number stone gone | belt holes thinner | "
                    "belt holes tighter | "
                    "belt holes smaller"
                ),
                unless=(
                    "less | better | running | keto | on a diet | by running | want to lose | trying to lose | "
                    "on purpose | diet | slimming world | will losing weight | does losing weight | help | "
                    "better since | less pain | lost weight on purpose"
                ),
                within=25,
            ),
            sign(
                "@back | hip | hips | bone | bones | thigh | pelvis | leg | ribs | femur | groin | sacrum",
                "@pain",
                (
                    "~cancer | ~breast cancer | ~prostate cancer | ~lymphoma | ~myeloma | ~melanoma | ~tumour | "
                    "~tumor | ~leukaemia | ~chemo | ~chemotherapy | ~mastectomy | ~oncologist | ~lumpectomy | "
                    "~remission"
                ),
                unless="research | charity | race for life | cancer run",
                within=25,
            ),
            sign(
                "@back | hip | hips | spine | bone | joint | leg",
                "@pain | abscess",
                (
                    "inject drugs | injecting drugs | iv drug* | shoot up | shooting up | heroin | inject steroids | "
                    "used to inject | needle user | ivdu | inject into my groin | injecting | inject gear | "
                    "intravenous"
                ),
                unless="steroid injection | cortisone injection | the injection",
                within=25,
            ),
            sign(
                "@back | hip | hips | bone | bones | thigh | pelvis | shin | femur | groin",
                "@pain",
                (
                    "relentless | all night every night | day and night | every single night | night and day | "
                    "never lets up | never stops | unremitting | nothing helps at night | no position | no let up | "
                    "round the clock | constant at night | doesnt let up | all night long | night after night | "
                    "wakes me every night | worse at night and constant | deep bone"
                ),
                unless="side sleep* | lie on that side | lying on my side | pillow | mild",
                within=16,
            ),
        ),
        positive=(
            "back pain and I sweat through the sheets",
            "I had breast cancer and now my thigh bone aches all night",
            "hip pain for weeks, lost a stone without trying",
            "spine is killing me and I've got a temperature",
        ),
        negative=(
            "will losing weight help my hip pain?",
            "hip aches at night when I lie on that side",
        ),
    ),
    Concept(
        id="U11",
        level=Level.URGENT,
        title="Chest tightness, fluttering or near-faint on effort, now settled",
        sources=(
            "BHF: Heart attack",
            "NHS 111 Wales: Fainting",
        ),
        lingers=True,
        signs=(
            sign(
                "@chest",
                (
                    "@pain | tight* | pressure | squeez* | crush* | clamp* | gripping | heavy | heaviness | band | "
                    "weight | funny | "
                    "discomfort | "
                    "twinge* | burning"
                ),
                unless=(
                    "stretch* | posture | foam roll* | pec | pecs | doms | bench | press ups | push ups | pushups | "
                    "muscles | dips | slouch* | band across | how heavy should | how heavy was"
                ),
                within=8,
            ),
            sign(
                "heart | heartbeat | palpitations | chest",
                (
                    "flutter* | skipped | skipping beats | missed a beat | missed beats | skip* | irregular* | "
                    "thumping | palpitations | racing when | went funny | flip* | going funny | pounding out of | "
                    "going crazy | went mental | wobbly | jumping | did somersaults | all over the place | "
                    "went haywire | haywire"
                ),
                unless=(
                    "jumping jacks | heart pumping | skipping rope | jump rope | for skipping | skipping for | "
                    "is skipping"
                ),
                within=8,
            ),
            sign("palpitations", unless="what are | what causes", within=ANYWHERE),
            sign(
                (
                    "nearly | almost | about to | thought i was going to | thought i would | close to | "
                    "on the verge | going to | thought i was gonna | came close | felt like i would | as if i would | "
                    "felt like i was going to | feel like i might | was sure i would"
                ),
                (
                    "faint | fainted | fainting | pass out | passed out | passing out | black out | blacked out | "
                    "keel over | collapse | collapsed | collapsing | keeled over | blacking out"
                ),
                unless="bed | sofa | boredom | boring | embarrassment | laughing | couch",
                within=6,
            ),
            sign(
                "@breathless",
                "lips blue | dizzy | lightheaded | light headed",
                "@effort",
                unless="normal for",
                within=14,
            ),
            sign(
                "vision went | went grey | greyed out | tunnel vision | saw stars | seeing stars | went woozy",
                "@effort | nearly | faint",
                unless="eyes closed",
                within=12,
            ),
        ),
        positive=(
            "palpitations during step ups, gone now",
            "chest went tight on the hill but eased when I stopped",
            "my heart fluttered doing squats and I nearly fainted",
            "almost blacked out on the stairs machine yesterday",
        ),
        negative=(
            "chest press or hip thrust first?",
            "heart rate zones for hip exercises",
            "my heart sank at the price of the gym",
        ),
    ),
    Concept(
        id="U12",
        level=Level.URGENT,
        title="Pregnancy: light bleeding, leaking fluid, tightenings, baby moving less",
        sources=(
            "ACOG: warning signs to stop exercise in pregnancy",
            "University Hospitals Birmingham: When to call the midwife",
        ),
        signs=(
            sign(
                "~@pregnant | #gestation",
                (
                    "spotting | bleed* | blood | bloody | pink discharge | brown discharge | bit of blood | show | "
                    "streak of blood | blood stained | leaking fluid | leak | leaks | watery | cramps | pains every | "
                    "cramp | leaking | waters | water broke | waters broke | waters broken | waters have gone | "
                    "trickle* | gush* | fluid | wet knickers | wet underwear | damp | contractions | contraction | "
                    "tightening* | cramping | regular cramps | braxton hicks | labour | labor"
                ),
                unless=(
                    "blood pressure | blood flow | blood test* | blood sugar | blood supply | blood volume | "
                    "prevent | lifting water | water aerobics | after labour | during labour | prepare for labour | "
                    "for labour | easier labour | ease labour | for labor | easier labor"
                ),
                within=25,
            ),
            sign(
                "baby | bump | little one | kicks | kicking | fetal | foetal",
                (
                    "moving less | quieter | calmer | lazier | not moving | hasnt moved | stopped moving | "
                    "less movement | fewer kicks | movements less | isnt moving | not kicked | reduced movement* | "
                    "moving much less | quiet | not kicking | hasnt kicked | isnt kicking | stopped kicking | "
                    "movements slowed | fewer movements | havent felt | not felt | movement has | kicks have | "
                    "slowed down | less kicking | havent felt kick | less active | less than usual | moved much | "
                    "still since | not felt her move | not felt him move"
                ),
                unless="baby sleeping | quiet class | quiet gym",
                within=8,
            ),
            sign(
                "~@pregnant",
                (
                    "headache | vision | swollen face | swollen hands | belly pain | stomach pain | tummy pain | "
                    "abdominal pain | fell | fall | dizzy | faint"
                ),
                (
                    "severe | bad | blurred | spots | suddenly | won't | wont | swollen | since | fell | bump | "
                    "cramp* | now | flashing"
                ),
                unless="prevent | avoid",
                within=20,
            ),
            sign(
                (
                    "havent felt .. move | havent felt .. kick | not felt .. move | not felt .. kick | "
                    "cant feel baby | cant feel .. baby | hasnt kicked | baby .. stopped | not feeling baby | "
                    "not feeling kick* | felt .. kick today"
                ),
                "baby | bump | kick* | her | him | little one",
                unless="ball | kick back",
            ),
            sign(
                "waters broke | waters have gone | waters broken | water broke | waters went | my waters",
                unless="drinking",
                within=ANYWHERE,
            ),
        ),
        positive=(
            "spotting since my class, I'm pregnant",
            "the baby is moving less today",
            "33 weeks, think my waters are leaking after clamshells",
            "im pregnant and getting tightenings every ten minutes",
        ),
        negative=(
            "does pregnancy raise blood pressure in squats?",
            "water aerobics when pregnant - what is it?",
        ),
    ),
    Concept(
        id="U13",
        level=Level.URGENT,
        title="Serious reaction to a medicine",
        sources=(
            "NHS: Ibuprofen side effects",
        ),
        signs=(
            sign(
                (
                    "poo | poop | stool | stools | number twos | faeces | feces | crap | shit | bowel movement* | "
                    "motions | toilet | poos"
                ),
                "black | tarry | tar | blood | bloody | sticky black | dark and sticky",
                unless="squat | black band | black bin",
                within=8,
            ),
            sign(
                (
                    "blood in urine | blood in my urine | blood in wee | blood in pee | peeing blood | weeing blood | "
                    "pissing blood | bloody urine | bloody pee | blood when i pee | blood when i wee | "
                    "urine is bloody | pink pee | pink urine | red urine | passing blood | blood in toilet | "
                    "blood down the loo | blood in his urine | bleeding when i wee | wee is pink | pee is pink | "
                    "pee has blood"
                ),
                within=ANYWHERE,
            ),
            sign(
                "pee | wee | urine | peeing | weeing",
                "bloody | blood | pink | red",
                "@medicine",
                unless="blood pressure",
                within=16,
            ),
            sign(
                (
                    "rash | hives | blister* | skin peeling | welts | itchy all over | itching all over | "
                    "come out in spots | spots all over | skin is peeling | mouth ulcers | nettle"
                ),
                "@medicine | injection | jab",
                unless="massage gel | blister pack | feet",
                within=16,
            ),
            sign(
                "skin | eyes",
                "yellow | jaundice | peeling off",
                "@medicine | now | gone | since",
                unless="yellow band | yellow theraband",
                within=12,
            ),
            sign(
                "stomach | gut",
                "burning | @severe",
                "naproxen | ibuprofen | diclofenac | aspirin | nsaid* | anti inflammator*",
                "black | blood | vomit*",
                within=25,
            ),
        ),
        positive=(
            "black sticky poo since starting naproxen",
            "a rash is spreading since the new tablets",
            "peeing blood since the anti inflammatories",
            "hives all over since my hip jab",
        ),
        negative=(
            "black band or red band for squats?",
            "blisters on my feet from running",
        ),
    ),
)
