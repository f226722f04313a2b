"""Emergency: life, limb, spinal cord or safety may be at risk right now."""

from assistant.domain import Level
from assistant.triage.rules import ANYWHERE, Concept, sign

_SETTLED_EFFORT = (
    "eased when | eased off when | eased after | stopped when i stopped | went away | went off when | "
    "goes away when | goes when i stop | went when i stopped | settled when | settled after | settled down | "
    "passed when | gone when i stop | goes off when | eases when | eases off when | better when i stopped | "
    "better once i stopped | fine after i stopped | fine once i stopped | fine now | gone now | okay now | ok now | "
    "disappeared when | disappeared after | stopped as soon as | gone after | eased once | eased as soon | "
    "settled once | cleared when | passed once | went once | calmed down | faded when | vanished when | subsided | "
    "wore off | passed off | eased up when | passed after | gone since | all gone | went after"
)
_STRAIN = (
    "stretch* | posture | foam roll* | pec | pecs | pectoral | doms | bench | bench press | press ups | push ups | "
    "pushups | muscles | dips | flyes | flys | slouch* | band across | how heavy should | how heavy was"
)

CONCEPTS: tuple[Concept, ...] = (
    Concept(
        id="E1",
        level=Level.EMERGENCY,
        title="Possible heart attack",
        sources=(
            "NHS: Heart attack symptoms",
            "BHF: Heart attack",
        ),
        signs=(
            sign(
                "@chest",
                (
                    "@pain | radiat* | spreading | grey | gray | clammy | sweaty and | tight* | pressure | squeez* | "
                    "crush* | heavy | heaviness | weight | band | elephant | vice | vise | clamp* | gripping | "
                    "burning | constrict* | squash* | funny feeling | ripping | sat on | sitting on | compress* | "
                    "indigestion | weird | odd | strange | wrong | not right | isnt right | kicked | clench* | stab | "
                    "bruised | numb*"
                ),
                unless=_STRAIN,
                settled=_SETTLED_EFFORT,
                within=8,
            ),
            sign(
                "@chest",
                "@pain | tight* | pressure | squeez* | crush* | heavy",
                (
                    "arm | arms | jaw | neck | sweat* | clammy | @vomit | nausea* | nauseous | sick | @breathless | "
                    "dizzy | wont go | wont ease | wont stop | wont shift"
                ),
                unless="eased when | " + _STRAIN,
                within=20,
            ),
            sign(
                "clutch* .. chest | holding .. chest | grabbing .. chest | clutch* .. heart",
                unless="dumbbell* | kettlebell* | weight | band | plate | knee | knees | ball",
            ),
            sign(
                "@chest | heart",
                "grey | gray | clammy | cold sweat | sweating | sweaty | sweat",
                "clutch* | rubbing | holding | grabbing | looks awful | pale | grey | gray | @pain | tight*",
                unless="sweat bands",
            ),
            sign(
                "heart attack | cardiac arrest",
                (
                    "having | have | think | might | is it | are | now | could be | feels like | signs in | he is | "
                    "she is | happening | convinced"
                ),
                unless="@long_ago | after | since | had a heart attack | risk | survivor | recovering",
                within=6,
            ),
            sign(
                "arm | arms | jaw | left shoulder",
                "@pain | heavy | heaviness | tight* | numb*",
                "sweat* | clammy | @breathless | nausea* | nauseous | grey | gray",
                unless="@fell | from the workout",
            ),
            sign(
                "heart",
                (
                    "pressure | tightness | heaviness | hurts | hurting | pain | pains | aching | squeez* | "
                    "stabbing | sore | tight"
                ),
                unless="rate | broken | strong | @long_ago",
                within=5,
            ),
            sign(
                "indigestion | heartburn | trapped wind",
                "sweat* | sweaty | arm | arms | jaw | @breathless | clammy",
                within=20,
            ),
            sign(
                "ribs | rib | torso | collarbone | shoulder blades | shoulder blade | upper body",
                "@pain | heavy | tight* | pressure | squeez* | squash* | crush* | band | belt | like feeling",
                "arm | arms | jaw | neck | teeth | left hand | sweat* | sick | @breathless | clammy",
                unless="@fell | plank | press ups | workout sore",
                within=20,
            ),
            sign(
                "left arm | jaw",
                "@pain | heavy | tight*",
                "@vomit | faint | dizzy | sick | sudden | suddenly",
                unless="@fell | jump*",
            ),
            sign(
                "heart | heartbeat | pulse | palpitations",
                (
                    "racing | pounding | palpitations | irregular | fluttering | skipping | flutter* | going mad | "
                    "jumping"
                ),
                (
                    "@breathless | @chest | faint | fainting | pass out | sweat* | wont stop | wont slow | "
                    "wont settle | for hours | still | hour now"
                ),
                unless="rate | between sets | cardio",
                settled=_SETTLED_EFFORT,
                within=14,
            ),
        ),
        positive=(
            "my chest is being squeezed and it goes down my arm",
            "chest pressure that won't ease off after my workout",
            "tight band round my chest for twenty minutes now",
            "dad has gone grey, sweating, says his jaw and arm ache",
        ),
        negative=(
            "how do I set up a chest press?",
            "my chest went tight on the hill but eased when I stopped",
            "no chest pain, just tired legs",
            "my grandad had a heart attack ten years ago and is fine now",
        ),
    ),
    Concept(
        id="E2",
        level=Level.EMERGENCY,
        title="Possible clot in the lung",
        sources=(
            "NHS inform Scotland: Deep vein thrombosis",
        ),
        signs=(
            sign("@breathless", "@swollen | calf | calves | clot | dvt | blood clot | @red leg", within=25),
            sign(
                "@breathless",
                "~@operation | @travel | ~clot",
                unless="before op | since i stopped training | unfit",
                within=25,
            ),
            sign(
                "@breathless",
                (
                    "sudden | suddenly | out of nowhere | out of the blue | for no reason | no reason | at rest | "
                    "sitting | sat | lying | doing nothing | talking | just walking across | to the kitchen | getting "
                    "dressed | on the sofa | rest | since this morning | woke | minding my own | couch | armchair | "
                    "all at once | nothing strenuous | from bed to | crossing the room | one stair | a few steps"
                ),
                unless="between sets | rest between",
                within=10,
            ),
            sign(
                "puffed | puffed out | out of puff | no air | short of puff | no puff | blowing hard",
                (
                    "sudden | suddenly | out of nowhere | out of the blue | for no reason | no reason | some reason | "
                    "all at once | came on | sitting | sat | sofa | couch | armchair | lying | in bed | doing nothing "
                    "| nothing strenuous | talking | one stair | one flight | a few steps | crossing the room | "
                    "getting dressed | to the kitchen | to the loo | to the toilet"
                ),
                unless=(
                    "after | mid set | between sets | reps | sprint* | class | session | ball | tyre | mattress | con "
                    "| conditioning | fan | window | rower | spin | bike | sit ups | set | chest puffed"
                ),
                within=10,
            ),
            sign(
                (
                    "cough* up blood | bring* up blood | coughed blood | coughing blood | blood when i cough | "
                    "blood in phlegm | blood in spit | spitting blood | cough* .. blood | bloody phlegm | "
                    "blood in sputum | hacking up blood | spat out blood | spat blood | spat up blood"
                ),
                within=ANYWHERE,
            ),
            sign(
                "@chest | ribs | rib | side",
                "@pain | stab* | sharp | catch* | knife",
                (
                    "breath in | breathe in | breathing in | each breath | every breath | deep breath | breathe | "
                    "breaths | inhale | inhaling | breathing"
                ),
                unless="@fell | stitch | side stitch | plank",
            ),
            sign(
                (
                    "hurts to breathe | hurts to breath | hurts breathing | pain when i breathe | pain breathing | "
                    "painful to breathe | hurts when i breathe | breathing hurts | hurt to breathe | "
                    "sore to breathe | pain on breathing | hurts taking a breath | hurts to take a breath | "
                    "hurts when i inhale"
                ),
                unless="@fell | stitch",
            ),
            sign(
                "pulmonary embolism | clot in lung | blood clot in lung | clot on lung",
                "think | might | having | have | feels like | could",
                unless="@long_ago | had | risk | after",
                within=6,
            ),
            sign(
                "@breathless",
                "@chest",
                "@pain | tight* | sharp | stab*",
                unless="eased when | " + _STRAIN,
                within=16,
            ),
        ),
        positive=(
            "suddenly short of breath and my calf is swollen",
            "stabbing in my chest on each breath, a week after my knee op",
            "coughed up blood this morning",
            "flew in from sydney yesterday and now i cant catch my breath",
            "sat in the armchair telly on and all at once I'm out of puff",
            "puffed just crossing the room today, came on out of nowhere",
            "no air all of a sudden, I was only lying on the couch",
            "cannot fill my lungs since lunch and my leg is swollen",
            "mum is short of air talking to me, she is doing nothing",
        ),
        negative=(
            "I get out of breath between sets of squats",
            "should I breathe out on the lift?",
            "calf swollen but my breathing is fine",
            "I'm puffed out after hill sprints, should I rest longer?",
            "my swiss ball has no air in it, can I still sit on it?",
            "out of puff by the last set of step ups, which pace is right?",
            "should my chest be puffed out when I lift my leg?",
        ),
    ),
    Concept(
        id="E3",
        level=Level.EMERGENCY,
        title="Possible stroke or mini-stroke",
        sources=(
            "CDC: signs of stroke",
        ),
        lingers=True,
        signs=(
            sign(
                (
                    "sounded drunk | sounding drunk | sounds drunk | words mixed up | words are mixed up | "
                    "words were mixed up | words mixed | words in the wrong order | wrong words | words slurred | "
                    "mixing up words | mixing her words | mixing his words | muddling words"
                ),
                unless="names of exercises | exercise names",
            ),
            sign(
                "face | mouth | smile | lip | cheek | eyelid",
                (
                    "droop* | dropped | drop | drops | slipped | lopsided | sagging | sagged | slid | fallen | "
                    "crooked | numb* | wonky | hanging | one side | weak | uneven | isnt moving | not moving | "
                    "wont move | doesnt move | frozen | paralys* | paralyz* | cant move | melting | melted | "
                    "lost feeling | dead | gone dead | pulled down | gone funny"
                ),
                unless="@fell off | dentist | filling",
                within=8,
            ),
            sign(
                (
                    "slur* | garbled | speech is | cant speak | cant talk | couldnt speak | couldnt talk | "
                    "speech went | speech has gone | speech gone | words come out wrong | words came out wrong | "
                    "words coming out wrong | words are coming out | words wont come | couldnt get words out | "
                    "cant get words out | jumbled words | words jumbled | word salad | cant find words | "
                    "couldnt find words | mumbling nonsense | talking gibberish | words were jumbled | "
                    "words all wrong | speech muddled | lost speech | words came out | couldnt say words | "
                    "lost the ability to speak | unable to speak | talking like he is drunk | sounds drunk | "
                    "talks like drunk | words come out | struggling to speak | unable to talk | words make no sense | "
                    "speech funny | couldnt form words | cant form words"
                ),
                unless="drinks | pints",
            ),
            sign(
                (
                    "one side of body | left side of body | right side of body | one side | left side | right side | "
                    "half of body | half my body"
                ),
                "@weak | numb* | paralys* | cant move | dead | tingling | gone",
                unless=(
                    "squat* | lunge* | glute* | glutes | hip | hips | core | back | butt | buttock | strong* | "
                    "stronger | exercise* | muscle* | clamshell* | clams | set | reps | raises | bridge* | plank*"
                ),
                within=8,
            ),
            sign(
                "arm | hand | arms",
                "@weak | dead | numb* | cant lift | cant raise | cant grip | dropped | cant hold | drifts",
                "leg | face | side | speech | sudden | suddenly | out of nowhere | talk* | speak*",
                unless="slept on | asleep on | lying on | plank | press ups | curls | hanging | bench",
                within=12,
            ),
            sign(
                (
                    "make hand work | make arm work | get hand to work | get arm to work | hand wont work | "
                    "arm wont work | hand wont obey | arm wont obey | make left hand work | make right hand work | "
                    "hand not working | arm not working"
                ),
                "leg | face | mouth | speech | side | sudden | suddenly | since",
                unless="slept on | asleep on | lying on | curls | hanging | cast | plaster",
                within=14,
            ),
            sign(
                "arm | hand",
                (
                    "@weak | dead | numb* | dropped | cant lift | cant raise | couldnt lift | couldnt raise | "
                    "couldnt hold | cant hold | couldnt grip | cant grip | limp | useless"
                ),
                (
                    "back to normal | few minutes | a minute | minutes | gone now | just now | all of a sudden | "
                    "earlier | came back | passed"
                ),
                unless=(
                    "slept on | asleep on | lying on | plank | press ups | push ups | pull ups | curls | hanging | "
                    "bench | weights | rest minutes | sets"
                ),
                within=16,
            ),
            sign(
                (
                    "cant see | couldnt see | lost sight | lost vision | loss of vision | loss of sight | "
                    "went blind | gone blind | vision gone | sight gone | vision went | sight went | blind in | "
                    "double vision | seeing double | curtain over eye | curtain came down | black curtain | "
                    "sight disappeared | vision disappeared | lost the sight | vision has gone | sight has gone | "
                    "curtain across"
                ),
                unless="video | picture | image | improvement | results | glasses | mirror | difference | point",
                within=10,
            ),
            sign(
                (
                    "head feels | head is splitting | headache | head pain | head hurts | pain in head | "
                    "head exploded | head is exploding | migraine"
                ),
                (
                    "explod* | worst | thunderclap | explosive | like being hit | hit on the head | never had | "
                    "never felt | hammer | sudden | suddenly | out of nowhere | in seconds"
                ),
                within=10,
            ),
            sign(
                "stroke | tia | mini stroke | ministroke",
                (
                    "having | have a | think | might | is it | he is | she is | just had | could be | happening | "
                    "convinced | looks like | feels like"
                ),
                unless=(
                    "had a stroke | after | risk | since his stroke | technique | rate | rowing | swimming | "
                    "@long_ago"
                ),
                within=6,
            ),
            sign("just had | think .. had", "stroke | tia | mini stroke", within=5),
        ),
        positive=(
            "one side of his face has dropped",
            "I was slurring for ten minutes, it's gone now",
            "couldn't get my words out this morning, all good since",
            "my right arm and leg went dead all of a sudden",
            "went blind in one eye for a few minutes after squats",
            "worst headache of my life, came on in seconds mid deadlift",
        ),
        negative=(
            "what stroke rate should I row at?",
            "my left side glute is weaker than the right",
            "breaststroke makes my hip click",
            "I dropped my hips and faced the wall",
            "my arms feel weak after press ups",
            "I wobble on one leg more than the other, always have, which drills help?",
        ),
    ),
    Concept(
        id="E4",
        level=Level.EMERGENCY,
        title="Collapse, not waking, fit, or fighting for breath",
        sources=(
            "NHS 111 Wales: Fainting",
        ),
        lingers=True,
        signs=(
            sign(
                (
                    "fainted | faints | passed out | pass out | passing out | passes out | blacked out | black out | "
                    "blacking out | blackout | lost consciousness | loses consciousness | lost conciousness | "
                    "unconscious | knocked out cold | went out cold | out cold | keeled over | went unconscious | "
                    "sparked out | went out like a light | fell unconscious | eyes rolled back | eyes rolled | "
                    "not conscious | lost conscious | fell down unconscious | conked out and | went lights out | "
                    "came to on the floor | fainting | faint during | faint while | woke up on the floor | "
                    "came round on the floor"
                ),
                unless=(
                    "nearly | almost | close to | felt like i was going to | about to | thought i was going to | "
                    "thought i would | on the verge | as if i would | feel like i might | on the sofa | in bed | "
                    "on the couch | bath | windows | window | curtains | screen | blinds"
                ),
                within=6,
            ),
            sign(
                (
                    "@person collapsed | @person has collapsed | @person just collapsed | @person had collapsed | "
                    "collapsed mid | collapsed during | collapsed on the | collapsed while | collapsed at | "
                    "collapsed in | collapsed after | @person collapses"
                ),
                unless=(
                    "bed | sofa | couch | laughing | laughter | heap | arch | knee | knees | hip | pelvis | "
                    "exhausted | nearly | almost | about to | going to collapse"
                ),
            ),
            sign(
                (
                    "wont wake | wont wake up | not waking | isnt waking | isnt waking up | @cannot wake | "
                    "cant be woken | not coming round | isnt coming round | not come round | hasnt come round | "
                    "wont come round | unresponsive | not answering | isnt answering | wont answer me | "
                    "doesnt answer | dropped to the floor | dropped to the ground | slumped | not responding | "
                    "isnt responding | doesnt respond | not breathing | isnt breathing | stopped breathing | "
                    "no pulse | wont respond | hasnt woken | not regaining | wont come to | cant rouse | cant wake | "
                    "wont rouse | turning blue | turned blue | gone blue | going blue"
                ),
                unless=(
                    "alarm | unresponsive to | to treatment | to physio | foot | treatment | muscle | "
                    "muscles | email | glutes | "
                    "well to | to exercise"
                ),
            ),
            sign(
                (
                    "next thing i | next thing he | next thing she | next thing | no idea how i got | "
                    "dont know how i got | dont remember how | came to | came round | came around | woke up | "
                    "woken up by"
                ),
                (
                    "floor | ground | people round me | people around me | paramedics | staring down at me | "
                    "standing over me"
                ),
                unless="off the floor | floor exercise | mattress",
                within=12,
            ),
            sign(
                "twitching all over | twitching and | frothing | foaming | jerking | shaking all over",
                "mouth | he | she | i | floor | eyes",
                unless="milk | coffee | rail",
                within=8,
            ),
            sign(
                (
                    "seizure | siezure | convuls* | having a fit | had a fit | has a fit | fitting and | is fitting | "
                    "started fitting | epileptic fit | epileptic seizure | jerking all over | shaking all over and"
                ),
                unless="epilepsy | epileptic since | controlled | ~@long_ago | laughing | history | hissy | tantrum",
            ),
            sign(
                "throat | tongue | lips | airway | face",
                "@swollen | closing | closing up | tightening | close up | closed up | swallow*",
                unless="dentist | sore throat | cold sore",
                within=6,
            ),
            sign("mouth", "@swollen", "swallow* | breath* | throat | nuts", unless="dentist | tooth"),
            sign("lips", "blue | purple | grey", within=5),
            sign(
                (
                    "fighting for breath | fighting to breathe | fighting for air | gasping for air | "
                    "gasping for breath | gasping | struggling to breathe | struggling for breath | @cannot breathe | "
                    "cant breath | @cannot get air | choking | suffocating | anaphyla* | @cannot get breath | "
                    "cant get a breath in | struggling for air"
                ),
                unless=(
                    "between sets | mid set | during set | after sprints | after the sprint | nose | blocked nose | "
                    "corset | these leggings | belt | laughing | mask"
                ),
            ),
            sign(
                (
                    "call an ambulance | need an ambulance | send an ambulance | ring an ambulance | "
                    "get an ambulance | send help | someone help me | i am dying | think i am dying | "
                    "help me please i | call ambulance | need ambulance | need emergency help | medical emergency | "
                    "emergency help | this is an emergency | dying here | he is dying | she is dying | "
                    "ambulance for"
                ),
                unless=(
                    "not an emergency | dying of | when should | do i need | to try | to know | to get | "
                    "to start | haha | "
                    "of boredom | of embarrassment | when to"
                ),
            ),
        ),
        positive=(
            "I blacked out on the treadmill",
            "she passed out and isn't coming round",
            "passed out mid squat last week, felt fine straight after",
            "a bloke at the gym is having a fit",
            "my tongue is swelling up after that protein bar",
            "my client keeled over and won't wake up",
        ),
        negative=(
            "I collapsed on the sofa after leg day",
            "is it ok that my knee collapses inward?",
            "I want to get fit",
            "my arches collapsed years ago",
            "blackout curtains help me sleep",
            "how long is the blackout period between two training blocks?",
        ),
    ),
    Concept(
        id="E5",
        level=Level.EMERGENCY,
        title="Nerves at the base of the spine",
        sources=(
            "British spine surgeons: Cauda equina syndrome",
            "NICE CKS: Sciatica, interpreting red flags",
            "NHS 111 Wales: Sciatica",
        ),
        signs=(
            sign(
                "@numb",
                "@saddle",
                unless=(
                    "dead bug | ball of foot | balls of feet | balls of my feet | hands | tennis ball | saddle sore | "
                    "saddle position | saddle height | bike rides | bike ride | cycling | tennis balls | "
                    "little bits | bits of my foot | lacrosse ball"
                ),
                within=9,
            ),
            sign(
                "@numb | sensation | feeling",
                "@saddle",
                "no | lost | loss | cant | gone | weird | strange | different | odd",
                unless="clamshell* | stretch* | ball of foot | balls of feet | stretching | exercise | massage ball",
                within=9,
            ),
            sign(
                "@numb",
                "@buttock",
                (
                    "pee | wee | urin* | bladder | bowel | bowels | poo | toilet | groin | both legs | wipe | "
                    "wiping | since yesterday | since this morning | genital* | back"
                ),
                unless="sitting | sit | sat | bike | cycling | saddle",
                within=16,
            ),
            sign(
                "@cannot | @cannot go",
                (
                    "pee | wee | urinat* | pass urine | pass water | go to the toilet | empty bladder | "
                    "empty my bladder | go to the loo | have a wee | take a piss | piss | poo | poop | crap | "
                    "open bowels | pass stool | pass a stool | hold pee | hold my pee | hold wee | hold urine | "
                    "hold it in | control bladder | control my bladder | control bowels | control my bowels | "
                    "start the flow | get any pee | get pee out | feel when i pee | feel when i need | "
                    "feel myself pee | feel pee | feel myself wee | hold my bladder | hold my bowels | go for a wee | "
                    "go for a pee | get to pee | make water | go to the bathroom | shit"
                ),
                unless=(
                    "between sets | mid race | during race | in public | without laughing | poo at work | class | "
                    "sit on toilet | sit down on the toilet | get off the toilet"
                ),
                within=5,
            ),
            sign(
                (
                    "wet myself | wetting myself | peed myself | pissed myself | weed myself | soiled | soiling | "
                    "pooed myself | pooped myself | shat myself | crapped myself | messed myself | "
                    "lost control of bladder | lost control of bowels | lost control of my | no control of bladder | "
                    "no control over bladder | no control of bowels | loss of bladder control | "
                    "loss of bowel control | lost bladder | lost bowel | bladder control | bowel control | "
                    "incontinen* | no idea when i need | wet the bed | wetting the bed | not peed | not weed | "
                    "hasnt peed | havent peed | havent weed | havent been able to wee | dribbl* | urine leaking | "
                    "leaking urine | leaking wee | leaking pee | leaking poo | leaked urine | bladder isnt working | "
                    "bladder has stopped | bladder stopped | accidents in my | pee without | peeing without | "
                    "wee without | pooing without | bladder wont | bowels wont | bladder gone | bladder has gone | "
                    "bladder not working | dont feel when i pee | dont feel the need to pee | dont know when i need | "
                    "pee wont come | wee wont come | urine wont come | nothing comes out when | no urine | "
                    "cant tell when i need | bladder is full but | leaking from my bladder | pee myself | "
                    "wee myself | peeing myself | not pee"
                ),
                unless=(
                    "laugh* | sneez* | cough* | jump* | trampolin* | double unders | skipping | pelvic floor | "
                    "after birth | postpartum | since giving birth | running | run | star jumps | toddler training | "
                    "excitement | nappy | potty | box jumps | scared | squat heavy"
                ),
            ),
            sign(
                "@cannot | no | lost | without | zero | numb*",
                (
                    "erection | hard on | orgasm | climax | feel sex | during sex | get hard | get it up | "
                    "feeling in sex | sexual feeling | sexual sensation"
                ),
                "@back | numb* | leg | legs | feel* | sensation | new | sudden | suddenly | since | sciatica | hip",
                within=14,
            ),
            sign(
                (
                    "pee | peed | wee | weed | urin* | poo | pooed | bladder | bowel | bowels | wet | accident | "
                    "accidents | toilet | loo"
                ),
                (
                    "without realising | without realizing | without knowing | without noticing | without feeling | "
                    "didnt notice | didnt feel | dont notice | cant tell | dont know when | no idea when | "
                    "no longer know | know when i need | lost control | no control | cant control | nothing comes | "
                    "nothing came | nothing will come | wont come | wont empty | wont start | stopped working | "
                    "isnt working | not working | cant feel | dont feel | no urge | no feeling | lost the urge | "
                    "cant empty | retention | numb*"
                ),
                unless="laugh* | sneez* | jump* | knee | wet weather | ankle",
            ),
            sign(
                "pee | wee | urin* | poo | bladder | bowel | bowels | weeing | peeing",
                (
                    "trouble | difficulty | hard to start | struggling | problem* | leak* | slow to start | strain* | "
                    "hesitan* | dribbl*"
                ),
                "@back | @numb | sciatica | disc | spine",
                unless="laugh* | sneez* | cough* | jump* | pelvic floor | muscle strain",
                within=20,
            ),
            sign(
                "cauda equina",
                "think | have i | do i have | could be | might | got | worried",
                unless="what is | had",
                within=8,
            ),
            sign("toilet paper | loo roll | loo paper | toilet roll", "cant feel | @numb | dont feel", within=10),
        ),
        positive=(
            "I'm numb between my legs since yesterday",
            "bad back and I can't pee",
            "can't feel it when I wipe",
            "sciatica both sides and i've started wetting myself",
            "no sensation during sex since my back went",
        ),
        negative=(
            "my bum goes numb when I sit on the bike",
            "no numbness down there and I can pee fine",
            "can't feel my glutes firing",
            "I leak a bit when I do star jumps",
            "dead butt syndrome stretches",
            "I've no fever, no fall, nowt numb, only a tight outer hip",
        ),
    ),
    Concept(
        id="E6",
        level=Level.EMERGENCY,
        title="Both legs losing power or feeling",
        sources=(
            "NICE CKS: Sciatica, interpreting red flags",
        ),
        signs=(
            sign(
                "feeling | sensation | power | strength",
                "@both_legs",
                "went | gone | lost | going | losing | disappear* | no | without | leaving",
                unless="exercise* | strengthen* | glutes | training | which | study",
                within=8,
            ),
            sign(
                "@both_legs | neither of my legs | neither of his legs | neither of her legs",
                (
                    "will move | will work | wont move | hold me | will hold | take my weight | feels like mine | "
                    "@weak | @numb | went from under | "
                    "collapse* | cant lift | gone | shaking and weak"
                ),
                unless=(
                    "sit | sitting | sat | cross legged | crossed legs | position | in bed | cold | snow | bike | "
                    "after leg day | after squats | end of set | last set | exercise* | strengthen* | sore | "
                    "mid set | lower both legs | lift both legs | stronger | the set | glutes | balance | saddle | "
                    "shoes | core | side lying"
                ),
                within=10,
            ),
            sign(
                "lose all feeling | lose feeling | lose all power | lose power | lose all strength",
                "@both_legs",
                "i have got | ive got | i have it | happened to me | right now | i am sat",
                within=16,
            ),
            sign(
                "legs",
                (
                    "@cannot feel | @cannot move | paralys* | paralyz* | no feeling | no sensation | lost feeling | "
                    "lost all feeling | lost power | lost all power | losing power | no power | no strength in | "
                    "stopped working | wont work | have gone numb | gone numb | are numb | going numb | "
                    "numb and weak | weak and numb | getting weaker | getting weak | gave way | given way | "
                    "giving way | went from under | went dead | gone dead | numb now | getting numb | are going | "
                    "dont work | not working | numb since | losing feeling | wont move | wont hold me | "
                    "weaker and weaker | weaker every | lost strength"
                ),
                unless=(
                    "sit | sitting | sat | rhythm | two left feet | cross legged | crossed legs | "
                    "squatting on toilet | toilet | jelly | "
                    "last set | one of my legs | burn | apart | further | side plank | higher | hips | while | "
                    "between legs | between my legs | glutes | tired | position | bike | after leg day | desk | "
                    "cycling | in bed | long drive | straight"
                ),
                within=9,
            ),
            sign(
                "feet",
                "@cannot feel | have gone numb | are numb | gone numb | numb since | lost feeling | numb now",
                unless=(
                    "sit | sitting | cold | snow | boots | shoes | skates | ski | skiing | cross legged | bike | "
                    "the floor | firing | elliptical | crosstrainer | cycling | ice"
                ),
                within=9,
            ),
            sign(
                "legs | leg",
                "turned to jelly | gone to jelly | like jelly | jelly | jello | spaghetti | noodles",
                "both | since | woke | back | sciatica | now | for days | yesterday | suddenly",
                unless=(
                    "after | workout | leg day | squats | race | run | lunges | session | class | burpees | "
                    "marathon"
                ),
                within=12,
            ),
            sign(
                (
                    "waist down | below the waist | from the waist | below hips | hips down | thighs down | "
                    "below waist | knees down | from the hips down | bottom half | lower half | lower body"
                ),
                "@numb | @weak | @cannot move | paralys*",
                unless="exercise* | strength* | muscle* | workout* | weak in",
                within=8,
            ),
        ),
        positive=(
            "both my legs have turned to jelly",
            "I can't feel either foot any more",
            "legs getting weaker and weaker since monday, both of them",
            "numb from the waist down",
            "since morning he is not having any feeling below the waist",
            "my aunt has not got sensation in both legs from yesterday",
            "the two legs have no force and I do not feel the floor, both feet",
            "sensation is not coming in either leg since the afternoon",
            "no feel in both leg and below the belly since I woke",
        ),
        negative=(
            "my legs were like jelly after squats",
            "lift both legs off the floor",
            "are weak hips common in both legs?",
            "my feet go numb in my ski boots",
            "I have not got any feeling of both legs working evenly in bridges, which glutes cue helps?",
            "no loss of feeling below the waist, only tight hips",
            "do both legs need the same number of sets?",
            "no feel for the rhythm in step class",
        ),
    ),
    Concept(
        id="E7",
        level=Level.EMERGENCY,
        title="Possible break or dislocation",
        sources=(
            "NHS: Broken hip",
            "Mayo Clinic: Hip fracture",
        ),
        signs=(
            sign(
                "bent like | bent the wrong way | bent in half | bent at an angle | bent sideways | bone looks",
                "leg | shin | arm | ankle | knee | thigh | foot",
                unless="keep | stretch | banana pose",
            ),
            sign(
                (
                    "is on .. floor | was on .. floor | still on .. floor | stuck on .. floor | found on .. floor | "
                    "lying on .. floor | is on .. ground | lying on .. ground"
                ),
                "@cant_stand | cant get up | wont get up",
                unless="exercise* | workout",
            ),
            sign("@injury", "@cant_stand", unless="fell asleep | leg day | doms | falls asleep", within=30),
            sign(
                "@injury",
                "@cannot move | cant move | cant be moved | unable to move | wont move",
                unless="fell asleep | car seat",
                within=16,
            ),
            sign(
                "leg | legs | foot | feet | thigh | shin | hip | knee | kneecap | ankle",
                (
                    "shorter | twisted round | twisted out | turned out | turned outwards | turned outward | "
                    "points outwards | points outward | pointing out | pointing outwards | pointing outward | "
                    "points out | pointing the wrong way | wrong way | facing the wrong way | odd angle | "
                    "funny angle | weird angle | strange angle | wrong angle | bent wrong | out of shape | deformed | "
                    "misshapen | facing sideways | pointing sideways | rolled out | rolled outwards | rotated out | "
                    "strange position | wrong direction | crooked | funny shape | bent where | "
                    "where it shouldnt | wrong place | in the wrong place | not where it should be | round the side | "
                    "round the back | bent out | looks bent | looks wrong | looks odd | out of place | "
                    "bent backwards | back to front | out to the side | "
                    "facing out | faces out | facing outwards | spun round | flopped out | "
                    "lying outwards | pointing inwards | leg twisted | foot twisted | thigh twisted | hip twisted | "
                    "looks twisted"
                ),
                (
                    "@injury | pain | hurts | agony | scream* | cant | now | looks | floor | suddenly | today | "
                    "yesterday | minutes ago"
                ),
                unless=(
                    "very high | in abduction | high out | always been | since birth | leg length | discrepancy | "
                    "since i was | born | insole* | lifts | "
                    "scoliosis | when i squat | when i walk | when i run | toes turned out | feet turned out | "
                    "heel lift | gait | turned out squat | step | sideways walk | walk sideways | walking sideways | "
                    "stance | leg length difference | clamshell* | mirror | photo* | sit with | tiptoe | side lying | "
                    "physio says | knee pain | teenager | son | daughter | teen | child"
                ),
                within=14,
            ),
            sign("kneecap | patella", "side of my leg | side of leg | side of his leg | side of her leg", within=14),
            sign(
                "bone",
                (
                    "sticking out | poking out | showing | coming through | through the skin | visible | see bone | "
                    "poking through"
                ),
                within=7,
            ),
            sign("see bone | see the bone", within=ANYWHERE),
            sign(
                "@injury",
                (
                    "deform* | out of shape | dislocat* | out of joint | popped out | out of its socket | "
                    "heard a crack | heard crack | heard a snap | heard it snap | snapped | crunch"
                ),
                unless="click* | no pain",
                within=16,
            ),
            sign(
                (
                    "dislocated | dislocate | popped out of | out of its socket | out of the socket | "
                    "come out of socket | out of socket"
                ),
                "hip | knee | kneecap | shoulder | ankle | it | leg",
                "just | think | now | today | playing | still | wont go back | cant | looks | feels | help",
                unless="@long_ago | once | as a baby | before | nearly | prone",
                within=10,
            ),
            sign(
                "dislocated my | dislocated his | dislocated her | have dislocated | has dislocated | just dislocated",
                unless="@long_ago | twice | once | when i was | keeps | often | before",
            ),
            sign(
                "@injury",
                "on the floor | on the ground | scream* | cant touch it | lying there",
                "hip | leg | knee | ankle | pelvis | thigh",
                "scream* | agony | cant | stuck | shout* | crying | moaning | unbearable",
                unless="exercise* | floor exercise* | get up from the floor | off the floor",
                within=20,
            ),
            sign(
                "broken | broke | fractured | cracked | snapped",
                "hip | leg | pelvis | ankle | femur | thigh bone | thigh | neck of femur | back | knee | foot | bone",
                (
                    "think i | think he | think she | just | i may have | might have | must have | heard it snap | "
                    "heard a | i think | looks | feels like | reckon | pretty sure | sure i | sure he | sure she | "
                    "probably | now | could be | might be | have i"
                ),
                unless=(
                    "@long_ago | weeks ago | healed | healing | scan | months | weeks after | weeks since | "
                    "cast off | brittle | boots | after"
                ),
                within=10,
            ),
            sign(
                "@injury",
                "@limb | hip | back",
                (
                    "gone numb | went numb | numb below | cant feel foot | cant feel feet | cant feel leg | "
                    "cant feel toes | cant feel | numb since | numb now | is numb"
                ),
                within=16,
            ),
            sign(
                "hip | pelvis | leg | knee | ankle",
                "@cannot | too painful to",
                "@stand",
                "@injury",
                unless="fell asleep | leg day | doms | after squats | after lunges",
                within=25,
            ),
        ),
        positive=(
            "my dad slipped and can't put weight on his leg",
            "her foot points outwards and that leg looks shorter",
            "came off my bike, hip is agony, cant stand",
            "think i've just broken my hip",
            "nan is still on the floor after a fall, wont let us move her",
        ),
        negative=(
            "can the pain from gtps go down the side of your leg",
            "since yesterday it hurts along the side of my leg",
            "one leg has always been shorter, do I need a heel lift?",
            "my grandmother fell last year and is fine now",
            "I broke my leg in 2012",
            "should my toes be turned out in a squat?",
            "grandad broke his hip in 95, it mended grand, what do the abductors do?",
            "aunt broke her pelvis in 87 and it mended well, where does gluteus minimus attach?",
        ),
    ),
    Concept(
        id="E8",
        level=Level.EMERGENCY,
        title="Hip replacement out of joint",
        sources=(
            "NHS: Broken hip",
            "Mayo Clinic: Hip fracture",
        ),
        signs=(
            sign(
                "~@artificial",
                (
                    "popped out | pop out | dislocated | dislocates | dislocate | dislocating | out of joint | out of "
                    "socket | out of its socket | come out | came out | slipped out | shifted | out of place | clunk* "
                    "| jumped out | moved out | gone out | popped | slid out | popping out | given way and | felt it "
                    "go | felt it slip | felt it move | clonk* | thud | thunk* | it go out | ball is out | jumped when"
                ),
                unless=(
                    "worried | afraid | scared | fear | risk | prevent | avoid | out of hospital | "
                    "came out of surgery | came out of theatre | how likely | could it | no pain | years | "
                    "popped up in | feed | do the abductors | stop the | stops the"
                ),
                within=12,
            ),
            sign(
                "~@artificial",
                "@cant_stand | @cannot move",
                "pop | popped | clunk* | bend* | bent | suddenly | sudden | twisted | crossed | snap | crack | gave",
                unless="worried",
                within=20,
            ),
            sign(
                "~@artificial",
                (
                    "shorter | turned in | turned inwards | turned out | twisted | stuck | cant move | locked | points "
                    "in | pointing in | pointing inwards | facing in | points inwards | facing inwards | cant shift | "
                    "cant straighten | wont straighten | wont budge | not budge | points at | pointing at | lump at | "
                    "lump behind | bulge at | not walk"
                ),
                (
                    "suddenly | sudden | now | bent | bending | felt | heard | pop | today | cant | agony | after i | "
                    "clonk* | thunk* | thud | twist | rolled | jumped | sat on | crossed"
                ),
                unless="leg length | risk | afraid",
                within=14,
            ),
        ),
        positive=(
            "my replaced hip came out of its socket getting off the loo",
            "my new hip has popped out",
            "something shifted in my replaced hip and I can't move it",
            "bent to tie my shoe, my hip replacement made a clunk and now it wont move",
            "felt my replaced hip go when I rolled in bed, there is a lump and the foot points in",
            "the ball has come out of my new hip, I can't straighten the leg",
            "crossed my legs, prosthetic joint gave a thud and now it's stuck",
            "dad had the socket done in spring, sat on a low chair, leg is locked pointing inwards",
            "there was a thunk on the replaced side and my knee points at the other, it will not budge",
        ),
        negative=(
            "how likely is a hip replacement to pop out?",
            "my normal hip pops when I squat",
            "my hip replacement is going well",
            "after a hip revision, which muscles hold the new hip in place?",
            "my new hip feels stuck to the plan, no pain, when does it loosen up?",
            "should my foot be pointing in during side leg raises?",
            "do the abductors stop the ball popping out of an artificial hip?",
            "is a thunk from the step box a sign that it is loose?",
        ),
    ),
    Concept(
        id="E9",
        level=Level.EMERGENCY,
        title="Leg losing its blood supply",
        sources=(
            "HealthInfo NZ: Acute limb ischaemia",
        ),
        signs=(
            sign(
                "@limb",
                "@cold",
                "@pale | @numb",
                unless=(
                    "noise | outside | snow | weather | winter | pool | ice bath | cold water | cold pack | "
                    "ice pack | freezer | raynaud* | air con | skiing | in bed at night usually"
                ),
                within=12,
            ),
            sign(
                "@limb",
                (
                    "@pale | stone cold | ice cold | icy cold | gone cold | freezing cold | feels cold | @cold | "
                    "dead | lifeless"
                ),
                "@sudden | agony | @severe | excruciating | so painful | really painful",
                unless=(
                    "outside | snow | weather | ice bath | pool | water | bruise | ice pack | swollen | raynaud* | "
                    "nails | toenail | cold snap | leg day | black toenail | deadlift | shoes | floor | put ice | "
                    "icing | ice it | ice or"
                ),
                within=12,
            ),
            sign("no pulse | cant find a pulse | cant feel a pulse", "foot | leg | ankle | toes", within=8),
            sign(
                "@limb",
                "white | blue | grey | gray",
                "@numb | @cannot move",
                unless="snow | weather | raynaud* | bruise | fluff | winter | cold | sitting | crossed",
                within=12,
            ),
        ),
        positive=(
            "one leg is icy and pale and it hurts like mad",
            "my foot has gone white and ice cold",
            "sudden agony, leg pale and dead",
            "toes are blue, freezing and I can't feel them",
        ),
        negative=(
            "I always have cold feet in bed",
            "should I use ice or a cold pack on my hip?",
            "white trainers and cold legs in winter",
        ),
    ),
    Concept(
        id="E10",
        level=Level.EMERGENCY,
        title="Pressure building in a muscle",
        sources=(
            "PMC review: Acute compartment syndrome",
        ),
        signs=(
            sign(
                "@leg | arm | forearm | foot | muscle | muscles | buttock | glute",
                (
                    "rock hard | hard as rock | hard as a rock | solid | rock solid | like wood | like a board | woody "
                    "| like concrete | like stone | tense | tight as a drum | hard as wood | fit to burst | about to "
                    "burst | going to burst | burst* | hard and tight | hard as iron | drum tight | tight as anything "
                    "| swollen and tight | swollen tight | hard | explode | tight and shiny | shiny and tight | shiny "
                    "tight | shiny | skin is tight | skin tight | stretched tight | tight as a football | tight as a "
                    "balloon | like a plank | like a drum | split its skin | split the skin | split skin"
                ),
                (
                    "@severe | more than | too much | unreal | pain out | cant bear | screaming | agony | numb* | "
                    "tingl* | pins and needles | stretch it | wiggle | bend my toes"
                ),
                unless=(
                    "want | build | goal | foam roll* | rock hard glutes | rock hard abs | get | worked | core | "
                    "hard work | work hard | push | hard to | hardest | trying hard | bad at | flex | too hard"
                ),
                within=16,
            ),
            sign(
                "cast | plaster | splint | bandage | dressing | boot",
                (
                    "cutting off | cutting into | strangling | killing | agony | crushing | tight | too tight | "
                    "tighter | digging | squeezing"
                ),
                "@numb | tingl* | toes | foot | hand | leg | @swollen | @severe | @pain | blue | cold | throb*",
                within=14,
            ),
            sign(
                "crush* | squashed | trapped under | pinned under",
                "leg | arm | thigh | calf | foot | forearm",
                "tight | hard | numb* | tingl* | @severe | swollen",
                within=16,
            ),
            sign(
                "in plaster | cast | plaster",
                "@severe | unbearable",
                "@numb | tingl* | tight | worse | toes | fingers",
                unless="cast iron",
                within=20,
            ),
            sign(
                "compartment syndrome",
                "think | do i have | could | is it | might | feels like | have i",
                "@severe | numb* | now | today | hard | after",
                unless="chronic | exertional | what is",
                within=14,
            ),
            sign(
                "@injury | ~@operation | cast | plaster | squashed | crush*",
                "@leg | arm | muscle",
                (
                    "painkillers dont touch | nothing touches | worse when stretch* | when i stretch | move my toes | "
                    "wiggle my toes | bending my toes | pain is getting worse | out of proportion | far more pain | "
                    "far worse than | beyond what | too painful for"
                ),
                unless="leg day",
                within=30,
            ),
        ),
        positive=(
            "leg crushed by a barbell, hard as rock, unbearable",
            "my thigh is rock hard and hurts far too much for a bruise",
            "this cast is too tight and my toes tingle",
            "calf got kicked, now solid and agony if anyone moves my foot",
            "kicked in the shin tonight, skin is shiny and tight, pain off the charts",
            "the calf got squashed, it's like a plank of wood and bending my toes makes me cry",
            "thigh tight as a football after the tackle, painkillers do nothing",
            "my leg feels like it will split the skin, worst pain ever since the knock",
        ),
        negative=(
            "how do I get rock hard glutes?",
            "my hamstrings are tight as a drum, which stretch?",
            "a tight IT band hurts",
            "shiny tight leggings for leg day, do they matter?",
            "calves tight as a football player's, which stretch helps?",
            "my plank is off the charts, what next for my glutes?",
        ),
    ),
    Concept(
        id="E11",
        level=Level.EMERGENCY,
        title="Muscle breakdown",
        sources=(
            "CDC/NIOSH: Rhabdomyolysis",
        ),
        signs=(
            sign(
                (
                    "pee | wee | urine | piss | peeing | weeing | urinating | pissing | peed | weed | pissed | "
                    "toilet water"
                ),
                (
                    "cola | coke | coca | pepsi | tea | coffee | brown | brownish | dark | rust* | treacle | red | "
                    "black | mahogany | stout | guinness | maroon | ale | root beer | molasses | gravy | iced tea | "
                    "port | ribena | blackcurrant | cherry"
                ),
                (
                    "@hard_effort | muscle* | swollen | sore | weak | thighs | quads | glutes | legs | now | today | "
                    "gone | looks like | colour of | color of | like"
                ),
                unless=(
                    "dark yellow | black tea | drink* | beetroot | too much tea | cup of tea | tablet* | naproxen | "
                    "coffee makes | bike | clots | pregnan* | burns"
                ),
                within=22,
            ),
            sign(
                "pee | wee | urine | piss | peeing | weeing | urinating | pissing | peed | pissed",
                (
                    "cola | coke | coca | pepsi | brown | brownish | iced tea | black tea | strong tea | "
                    "colour of tea | color of tea | like tea | mahogany | rust* | treacle | guinness | "
                    "coffee coloured | cola coloured | tea coloured | coke coloured | root beer"
                ),
                unless="drink* | after a coke | brown band | burns | beetroot | what causes",
                within=7,
            ),
            sign(
                "rhabdo | rhabdomyolysis",
                "think | have | got | could | might | is it",
                "i | my | me",
                unless="what is | had | last year | avoid",
                within=6,
            ),
        ),
        positive=(
            "urine went brown after the challenge",
            "my pee looks like cola after leg day",
            "thighs swollen, no strength, urine gone brown",
            "did murph, cant bend my arms, wee is the colour of tea",
        ),
        negative=(
            "should I drink coke after leg day?",
            "my pee is dark yellow when I forget to drink",
            "is brown rice good for muscle?",
        ),
    ),
    Concept(
        id="E12",
        level=Level.EMERGENCY,
        title="Infection that makes the whole person ill",
        sources=(
            "NHS: Cellulitis",
            "Chelsea and Westminster NHS: Infection after your hip or knee replacement",
        ),
        signs=(
            sign(
                (
                    "hot | red | ooz* | pus | weeping | leaking | infect* | wound | scar | stitches | cellulitis | "
                    "@fever | abscess | incision | sore on | cut on | joint | boil | ulcer"
                ),
                "@confused",
                unless=(
                    "confused about | confused by | a bit confused | stove | hot yoga | confused which | "
                    "sleepy glutes | sleepy muscles | confused as | hotter | red band | confusing | get confused | "
                    "limp | limping | teething"
                ),
                within=25,
            ),
            sign(
                (
                    "hot | red | ooz* | pus | weeping | leaking | infect* | wound | scar | stitches | cellulitis | "
                    "@fever | abscess | incision | joint"
                ),
                (
                    "going to collapse | about to collapse | uncontrollabl* | cant stop shaking | "
                    "cant stop shivering | violent* shiv* | shivering violently | shaking violently | "
                    "teeth chatter* | rigors | breathing .. fast | breathing .. quickly | breathing .. quick | "
                    "freezing and shaking | shaking and | rapid breathing | breathing fast | breathing really fast | "
                    "breathing rapidly | fast breathing | panting | mottled | blotchy skin | clammy | heart racing | "
                    "racing heart | going to pass out | pass out | faint | barely pee | purple blotch* | "
                    "feel like i am dying | going to die | collapse | shake* uncontrollab* | shivering so | "
                    "shaking so | shivering like mad | rattling | never felt so ill | so ill | dreadfully ill | "
                    "grey and | really unwell | skin is grey | very unwell | bed shakes | bed is shaking"
                ),
                unless="hot yoga | red band | effort* sensation",
                within=25,
            ),
            sign(
                "sepsis | septic | blood poisoning",
                "think | could | might | is it | got | signs in | worried | have i | has",
                unless="septic arthritis is | had | what is | @long_ago",
                within=8,
            ),
            sign("@fever", "stiff neck | neck stiff* | rash that doesnt fade | doesnt fade | light hurts", within=20),
        ),
        positive=(
            "red hot leg and mum is making no sense",
            "hot knee and now he's confused",
            "my scar is oozing and I feel like I'm going to collapse",
            "temp 39.5, groin wound red, cant stop shaking",
        ),
        negative=(
            "I'm confused about hot or cold packs",
            "hot yoga left me drowsy",
        ),
    ),
    Concept(
        id="E13",
        level=Level.EMERGENCY,
        title="Child who cannot stand, or is drowsy or floppy",
        sources=(
            "Queensland Children's Hospital: Limp, emergency management",
            "NHS Healthier Together Frimley: Limp",
        ),
        signs=(
            sign(
                "@child",
                (
                    "@cant_stand | crawl* instead | back to crawling | stopped using .. leg | not using .. leg | "
                    "isnt using .. leg | wont move .. leg | not moving .. leg | refuses to .. leg | wont use .. leg"
                ),
                unless=(
                    "balance on | one leg for | still | cant stand maths | stand pe | stand on one | "
                    "cant stand school | cant stand doing | cant stand the | cant stand exercise* | cant walk past | "
                    "cant walk yet | learning to | hasnt started walking | gone through | kids at school | carry my | "
                    "carrying my | because of my | i cant | when i carry | stand up straight | sit still | hop | "
                    "stand exercises"
                ),
                within=16,
            ),
            sign(
                "@child",
                (
                    "floppy | drowsy | listless | wont wake | hard to wake | difficult to wake | unresponsive | "
                    "lethargic | not responding | limp and | barely awake | really sleepy | very sleepy | rag doll"
                ),
                "@pain | @fever | hot | limp* | hip | leg | knee | @fell | @injury | today | now | sudden | since",
                within=22,
            ),
            sign("@child", "floppy | rag doll | wont wake | cant wake | unresponsive", unless="hat | ears | disk"),
            sign(
                "@child",
                "hip | leg | knee",
                "cant get up | cant stand | wont stand | wont walk | gave way | cant move | screaming | went pop and",
                unless="stand on one | one leg | balance",
                within=14,
            ),
        ),
        positive=(
            "my toddler has a fever and refuses to stand",
            "my twelve-year-old's hip went and he can't get up",
            "4 yr old woke up today and wont put his foot down at all",
            "my baby is floppy and hot",
        ),
        negative=(
            "my son can't stand on one leg for ten seconds, which exercises help balance?",
            "my daughter can't stand PE",
        ),
    ),
    Concept(
        id="E14",
        level=Level.EMERGENCY,
        title="Groin emergency",
        sources=(
            "University of Rochester: Testicular torsion",
        ),
        signs=(
            sign("lump | bulge | hernia", "groin", "throb*", unless="no pain", within=20),
            sign(
                "@testicle",
                "@pain | twisted | @swollen",
                (
                    "@sudden | @severe | agony | kill* | twisted | hours | scream* | @vomit | riding up | higher | "
                    "swollen | so much"
                ),
                unless=(
                    "tennis ball | lacrosse ball | massage ball | stability ball | swiss ball | exercise ball | "
                    "ball of foot | ball of my foot | gym ball | medicine ball | ball squeeze | nut butter | "
                    "roll* on a ball | kicked | the ball | a ball | balls of | years | football | ball between | "
                    "nuts and"
                ),
                within=12,
            ),
            sign(
                "lump | lumps | bulge | hernia | rupture",
                (
                    "gone hard | hard | stuck | wont go back | cant push | wont push | purple | discolour* | red | "
                    "blue | black | @vomit | throwing up | tender and hard | trapped | strangulated | wont go in | "
                    "pushing it back | push it back | nauseous | being sick | rock hard | dark"
                ),
                unless=(
                    "muscle | foam | hard to | swollen ankle | work hard | blue band | stuck at | hard exercise | "
                    "sports hernia | disc | herniated | train hard | lump in my calf"
                ),
                within=14,
            ),
            sign(
                "twisted testicle | torsion",
                "think | could | might | have",
                unless="femoral torsion | tibial torsion | torsion of the femur | hip torsion",
                within=7,
            ),
        ),
        positive=(
            "sudden awful pain in one testicle",
            "my groin lump has gone hard and I keep throwing up",
            "left nut is agony and riding up since an hour ago",
            "hernia stuck out and won't go back in, it's purple",
        ),
        negative=(
            "use a tennis ball on the sore glute",
            "does a sports hernia hurt on side steps?",
            "pain in the ball of my foot",
        ),
    ),
    Concept(
        id="E15",
        level=Level.EMERGENCY,
        title="Ripping pain, bleeding that will not stop, head or spine injury",
        sources=(
            "NHS: Back pain",
        ),
        signs=(
            sign(
                "@belly | back | chest | flank",
                "ripping | tearing | torn apart | ripped apart | ripped in two | rip | ripped open | splitting",
                unless=(
                    "tear in | torn muscle | tearing up | torn labrum | muscle tear | labral | tear of | torn glute | "
                    "workout"
                ),
                within=10,
            ),
            sign(
                "@belly | back",
                "@pain",
                (
                    "faint* | passed out | pass out | collapse* | clammy | grey | gray | pulsating | pulsing lump | "
                    "throbbing lump | going to pass | cold sweat | light headed"
                ),
                unless="no | pelvis collapse*",
                within=14,
            ),
            sign("pulsating | pulsing | pulsates", "@belly | lump | back", "@pain", within=12),
            sign(
                "bleeding | blood | bleed",
                (
                    "wont stop | doesnt stop | cant stop | not stopping | isnt stopping | pouring | squirting | "
                    "spraying | gushing | spurting | soaked | everywhere | keeps bleeding | still bleeding | "
                    "pumping out | cant stem | pumping | non stop | soaking through | through the bandage | "
                    "pools of"
                ),
                unless="nose bleed stopped | pregnan* | period | heavy periods | blood pumping | get blood | thinners",
                within=10,
            ),
            sign(
                "head | neck | skull | spine",
                (
                    "@injury | hurt my | hurt his | hurt her | dive | diving | dived | hit | hits | whack* | smack* | "
                    "bash* | clonk* | cracked | thump* | concuss*"
                ),
                (
                    "@vomit | @confused | headache | tingl* | numb* | pins and needles | dizzy | blurred | drowsy | "
                    "seeing stars | double | cant remember | clear fluid | forget* | memory | asking the same | "
                    "repeating | cant move | weak | sleepy | slurred | blurry | sick"
                ),
                unless="head of the femur | femoral head | head of femur | yoga | @long_ago | sick of",
                within=22,
            ),
            sign("@vomit | vomited", "blood | coffee grounds", unless="sight of blood", within=6),
            sign(
                "concussed | concussion",
                "think | keeps | vomiting | @vomit | @confused | has | now",
                unless="last year | protocol | had a",
                within=8,
            ),
        ),
        positive=(
            "ripping pain from my stomach into my back",
            "hit my head coming off the box and keep being sick",
            "the cut on my shin is pouring blood and wont stop",
            "landed on my neck and now my hands tingle",
        ),
        negative=(
            "I have a labral tear in my hip",
            "my back is ripped from deadlifts, which muscles next?",
            "my coach is a right pain in the neck about knee height, how high in a fire hydrant?",
        ),
    ),
    Concept(
        id="E16",
        level=Level.EMERGENCY,
        title="Too much medicine",
        sources=(
            "nidirect: Mental health emergency",
        ),
        lingers=True,
        signs=(
            sign(
                (
                    "swallowed | taken | took | had | necked | downed | popped | ate | eaten | gulped | takes | "
                    "have taken | given | drank | drunk | drinking"
                ),
                "@medicine | packet | pack | bottle | box | strip | blister | handful",
                (
                    "whole | all | entire | handful | too many | too much | double dose | doubled | twice | extra | "
                    "overdose | full packet | full bottle | full box | whole packet | whole bottle | whole box | "
                    "whole strip | a lot of | bunch of | load of | loads of | more than i should | "
                    "more .. than i should | more .. than prescribed | more .. than you should | than i was meant | "
                    "than im meant | than allowed | in one go | at once | all together | more than the packet | "
                    "over the limit | more than the limit | more than max* | triple | bottle of | box of | "
                    "packet of | tub of | strip of | rest of | times my dose | times dose | times normal dose | "
                    "times usual dose | times amount | #many | by mistake | by accident | accidentally | "
                    "twice as many | a ton of | tons of | lots of | pile of"
                ),
                unless=(
                    "can i | how many | should i | twice a day | twice daily | without | 1 | too much rest | "
                    "breakfast | half | as prescribed | as directed | a whole lot | all of the exercises | could i | "
                    "is it safe | is it ok | if i took"
                ),
                within=14,
            ),
            sign(
                (
                    "overdose* | overdosed | od | od would | oded | ods | double dosed | double dose* | "
                    "doubled my dose | doubled dose"
                ),
                "@medicine | i | he | she | my | took | taken | accidentally",
                unless=(
                    "can i | should i | protein | leg day | squats | on exercise | on squats | risk of | exercise | "
                    "is it ok | on cake | chocolate | gym | how much | would be | on netflix | training"
                ),
                within=10,
            ),
            sign(
                "doubled | tripled | twice | extra | too many | too much | double",
                "@medicine",
                (
                    "stay awake | drowsy | sleepy | sick | dizzy | woozy | confused | cant wake | breathing | "
                    "feel weird | took | taken | swallowed | feel fine | spaced out | i ve had | mistake"
                ),
                unless="can i | twice a day | should i | rest",
                within=16,
            ),
            sign(
                "popping | necking | downing | chugging | munching",
                "@medicine",
                "#many | lost track | lost count | all day | all night | like sweets | like smarties | woozy",
                unless="can i | how many | should i",
                within=20,
            ),
            sign("lost count of how many | lost track of how many", "@medicine", unless="reps | sets"),
            sign(
                "fentanyl | heroin | codeine | morphine | oxycodone | tramadol | opioid*",
                (
                    "cant stay awake | wont wake | hardly stay awake | barely awake | slow breathing | "
                    "breathing slow* | struggling to stay awake | barely breathing | keeps nodding off"
                ),
                within=16,
            ),
            sign(
                "too many @medicine | too much @medicine | too many .. pills | too many .. tablets",
                unless="how many | how much | can i | can you | danger* of | effects of | i think people | is there",
            ),
            sign(
                (
                    "times my .. dose | times dose | times normal dose | times usual dose | double my dose | "
                    "double my usual | double my tramadol"
                ),
                unless="can i | should i",
            ),
            sign(
                "#many @medicine",
                (
                    "took | taken | had | have had | swallowed | eaten | ate | necked | downed | i have | popped | "
                    "has had"
                ),
                unless="can i | how many | should i | years | months | vitamin* | gel",
                within=10,
            ),
            sign(
                "child | toddler | son | daughter | baby | kid",
                "swallowed | ate | eaten | got into | drank | got hold of",
                "@medicine",
                unless="after he ate",
                within=12,
            ),
        ),
        positive=(
            "I've swallowed the whole packet of painkillers",
            "doubled my codeine and can hardly stay awake",
            "took 16 paracetamol today for my hip by mistake, feel ok",
            "my toddler got into my naproxen tablets, ate some",
        ),
        negative=(
            "can I take double the ibuprofen?",
            "I overdosed on squats yesterday",
            "what is the right exercise dose?",
            "I took two weeks of rest",
        ),
    ),
    Concept(
        id="E17",
        level=Level.EMERGENCY,
        title="Suicide or self-harm",
        sources=(
            "nidirect: Mental health emergency",
        ),
        lingers=True,
        signs=(
            sign(
                (
                    "not sure i want to be alive | not sure i want to live | not sure i want to be here | "
                    "not sure i want to go on | not sure i want to wake | unsure i want to live | "
                    "unsure i want to be alive | dont see why i should live | dont feel like living | "
                    "dont feel like being alive | dont deserve to live | stop being alive | thinking about dying | "
                    "thoughts of dying | thinking of dying | thoughts of killing | thoughts of ending | "
                    "hoping i die | pray i dont wake | wish it would kill me | wish i would die"
                ),
                unless="haha burpees",
            ),
            sign(
                (
                    "suicid* | kill myself | killing myself | end my life | ending my life | take my own life | "
                    "taking my own life | end it all | ending it all | end my suffering | end the suffering | "
                    "end my pain for good | end everything | want to end it | wants to end it | going to end it | "
                    "just end it | thinking of ending it | thinking about ending it | feel like ending it | "
                    "tempted to end it | might end it | rather end it | ending it | kill himself | kill herself | "
                    "end it now | end his life | end her life | taking his own life | taking her own life | "
                    "take his own life | take her own life | topping myself | top myself | top himself | "
                    "top herself | kms | unalive* | killed himself | killed herself | end it for good | "
                    "do myself in | do away with myself | hang myself | hanging myself | jump off a bridge | "
                    "jump in front | throw myself | slit my wrists | kill themselves | end their life"
                ),
                unless=(
                    "in the gym | at the gym | with squats | workout | working out | on the treadmill | with lunges | "
                    "pace | suicide sprints | training | doing squats | doing burpees | on squats | end it with | "
                    "ending it with | set | stretch | bloat* | leg day | for abs | with a plank | how to end | "
                    "over this workout | over an exercise"
                ),
            ),
            sign(
                (
                    "want to die | wants to die | wanna die | wish i was dead | wish i were dead | "
                    "wishes he was dead | wishes she was dead | wished i was dead | better off dead | "
                    "better off without me | better off without him | better off without her | dont want to be here | "
                    "doesnt want to be here | dont want to be alive | doesnt want to be alive | dont want to live | "
                    "doesnt want to live | not want to live | dont want to wake up | didnt wake up | not wake up | "
                    "never wake up | not waking up | dont want to exist | not exist | stop existing | "
                    "disappear forever | point in living | point of living | point living | point in being alive | "
                    "nobody would miss me | no one would miss me | noone would miss me | wont be missed | "
                    "point in going on | point in carrying on | point of going on | see the point anymore | "
                    "see the point any more | give up on life | giving up on life | given up on life | "
                    "had enough of life | dark thoughts | cant keep myself safe | not safe with myself | "
                    "keep myself safe | life is pointless | hate being alive | hate my life and | "
                    "burden to everyone | burden on everyone | life is over | wish i could disappear | "
                    "want to disappear | wish id never been born | never been born | wish i was never born | "
                    "cant live like this | cant live with this | dont want to live like this | no will to live | "
                    "lost the will to live | want to be gone | rather die | want everything to stop | "
                    "make it all stop for good | if i was gone | if i just died | if i just wasnt | @cannot go on | "
                    "dont think .. can go on | cant take it any more and | point in being here | point being here | "
                    "no point in anything | no point to anything | no point anymore | no point living | "
                    "no point in living | no point being alive | no point carrying on | no point going on | "
                    "no reason to live | nothing to live for | life isnt worth | life is not worth | "
                    "not worth living | isnt worth living | cant go on | dont want to go on | rather be dead | "
                    "hope i die | hope i dont wake | go to sleep and not | sleep and never | tired of living | "
                    "tired of being alive | fed up of living | sick of living | sick of being alive | "
                    "world would be better | everyone would be better | done with life | dont see a future | "
                    "ready to die | dying would be | be dead | want it all to be over | want out of life | "
                    "want it to be over for good | dont want to carry on living | not be here any more | "
                    "not be here anymore | not want to be here | didnt exist | id be better off dead | if i died | "
                    "if i was dead | if i werent here | if i wasnt here | without me around | planning to die | "
                    "not wanting to be | doesnt want to go on | doesnt want to wake | doesnt want to carry on"
                ),
                unless=(
                    "class | gym anymore | at the gym | leg day | squats | burpees | with this set | run | "
                    "another rep | better off with | here doing | programme | routine | boring | cardio | "
                    "job | machine | bike | treadmill | trip | exercise | set | holiday"
                ),
            ),
            sign(
                "wish i wasnt alive | wish i werent alive | wishes she wasnt alive | wishes he wasnt alive | "
                "wishes she werent alive | wishes he werent alive",
            ),
            sign(
                (
                    "self harm* | selfharm* | self harm | cutting myself | cut myself | been cutting | cutting again | "
                    "cuts herself | cuts himself | cutting herself | cutting himself | burning myself | hurt myself on "
                    "purpose | hurt himself on purpose | hurt herself on purpose | hurt themselves on purpose | "
                    "hurting myself on purpose | harm myself | harming myself | harming herself | harming "
                    "himself | hurt myself again | cut my wrists | cut my arms | cut my thighs | cutting my | hurting "
                    "myself because | punish myself | scratch myself until | hurting myself helps | hurting myself "
                    "makes | hurting myself at night | hurt myself to | hurting myself to | started hurting myself | "
                    "hurts herself | hurts himself | wants to hurt herself | wants to hurt himself | want to hurt "
                    "myself | cutting her legs | cutting his legs | cutting her arms | cutting his arms | cuts on my "
                    "thighs | cuts on my arms | cuts up her | cut to punish | punish my body | scratching my arms | "
                    "scratch my arms"
                ),
                unless=(
                    "shaving | cooking | by accident | accidentally | knife slipped | carbs | cutting my calories | "
                    "cutting my training | cutting my hair | cutting my reps | cutting my mileage | calories | "
                    "weight | mileage | glass | hours | on the | sugar | food | scared | afraid | worried | "
                    "dont want to hurt | not hurt myself | not want to hurt | without hurting | how not to | avoid"
                ),
            ),
            sign(
                "feel like | want to | think | thinking | thought about | imagine* | tempted | urge",
                (
                    "jump* off | stepping in front | step in front | stepping off | walk* into traffic | driving into "
                    "| drive into | under a train | under a bus | going over the edge | going over the rail* | go over "
                    "the rail* | over the barrier | over the parapet | over the bridge | off the bridge | off a bridge "
                    "| off the roof | climb* over the rail* | off the multi storey | letting go of the wheel"
                ),
                unless="box | plyo* | step ups | bosu | bike | boat | diving board | stage | joy",
                within=8,
            ),
            sign(
                "hinted | hinting | hints | threatened | threatening | threatens",
                "jump* | hurt himself | hurt herself | harm himself | harm herself | to himself | to herself",
                unless="box | plyo* | rope | jacks | higher | landing | squat* | queue | coach | lunch | match | talk*",
                within=6,
            ),
            sign("i am .. burden | being a burden | such a burden | just a burden", unless="haha | spotter"),
            sign(
                "razor | blade | blades | lighter | knife",
                "myself | my skin | my thighs | my arms",
                "cut* | burn* | relief | feel better | again",
                unless="shav* | hair",
            ),
            sign(
                "stockpil* | saving up | saved up | hoarding | written the letter* | written letters | "
                "wrote a letter | got a plan | have a plan | goodbye | note",
                (
                    "pills | tablets | end | die | suicide | to end | letters | lined up | laid out | counted out | "
                    "painkillers | suicide note | "
                    "goodbye letter"
                ),
                unless="training plan | exercise plan | warm up | note that | prescription",
                within=10,
            ),
            sign(
                (
                    "goodbye letter* | suicide note | goodbye note | goodbye letters | said my goodbyes | saying "
                    "goodbye to everyone | written my note | reason to live | reason to keep living | reason to be "
                    "alive | reason to carry on | ways to do it | how to do it painlessly | reason to keep going on | "
                    "reason to stay alive | reasons to live | bought a rope | bought the rope | said bye to everyone | "
                    "said my goodbye | painless way to go | belong in this world | plan on being alive | hoping the "
                    "morning doesnt come"
                ),
                unless="clamshell*",
            ),
            sign(
                "pills | tablets | overdose",
                (
                    "on purpose | intent* | deliberate* | want to die | thinking of taking | tempted to take | "
                    "take all | taking all | take them all | take the lot"
                ),
                unless="can i",
                within=10,
            ),
            sign(
                (
                    "thinking about taking all | thinking of taking all | want to take all | wants to take all | "
                    "tempted to take all | going to take all"
                ),
                "@medicine",
                unless="can i | should i",
                within=6,
            ),
            sign(
                "standing on .. bridge | stood on .. bridge | on the ledge | platform edge | edge of the platform",
                "thinking | thought | a lot | again | every night | keep | keeps | over | urge | tempted",
                unless="photo* | train spotting | calf | heel | heels | step | exercise",
                within=10,
            ),
            sign(
                (
                    "done with living | done living | done with being alive | finished with life | finished with "
                    "living | had enough of living | over living | through with life | through with living | tired of "
                    "it all and"
                ),
                unless="room | alone | abroad | rent | stairs | parents",
            ),
            sign(
                "gave | giving | given | gives | handed | handing",
                (
                    "away | his dog | her dog | my dog | the dog | belongings | possessions | medals | his things | "
                    "her things | everything"
                ),
                (
                    "goodbye | goodbyes | done with | wont need | wont be needing | wont be around | wont be here | "
                    "not be around | no need for them | living | after i am gone | when i am gone"
                ),
                unless="charity shop | moving house | living room | decluttering",
                within=20,
            ),
            sign(
                (
                    "who gets my | who gets the | who will have my | who will take my | who takes my | who will look "
                    "after my"
                ),
                (
                    "letters | letter | note | sorted | arranged | after i am gone | when i am gone | doesnt matter | "
                    "dont matter"
                ),
                unless="holiday | trip | surgery | op | operation | hospital | class | shift",
                within=20,
            ),
        ),
        positive=(
            "my flatmate threatened to jump last night",
            "she keeps hinting she will do something to herself",
            "I want to end it all",
            "I've been cutting again",
            "my mate says everyone would be better off without him",
            "hip pain for years, i just dont want to wake up tomorrow",
            "I keep standing on that bridge after class, thinking what if",
            "thinking of going over the railing tonight",
            "my brother says he is done with living and gave away his bike",
            "she handed me her dog and her things, says she won't be needing them",
            "had enough of living to be honest",
            "letters are written and I sorted who gets my cat",
        ),
        negative=(
            "my coach hinted at box jumps for the warm up",
            "the ref threatened to end the match, is jumping bad for hips?",
            "these squats will be the death of me",
            "leg day makes me want to die",
            "I'm killing myself in the gym with lunges",
            "cutting my training volume",
            "suicide sprints and hips",
            "I'm done with living room workouts, what can I do at the gym?",
            "gave away my old bands, which new ones are good?",
            "thinking of swinging my leg over the rail at the barre, does that train abductors?",
            "I keep doing the bridge a lot, is every night too much?",
            "bridges done, ten out of ten, would die again",
            "who gets the mat first in class, and which letters mark the zones?",
        ),
    ),
    Concept(
        id="E18",
        level=Level.EMERGENCY,
        title="Pregnancy: heavy bleeding or severe pain",
        sources=(
            "ACOG: warning signs to stop exercise in pregnancy",
            "University Hospitals Birmingham: When to call the midwife",
        ),
        signs=(
            sign(
                "~@pregnant | #gestation belly | #gestation bump",
                "bleeding | bleed | blood | haemorrhag* | clots | soaking | soaked | pad | pads",
                (
                    "soaking | soaked | heavy | heavily | gushing | gush | clots | pouring | a lot | lots | loads | "
                    "running down | pads | flooding | through | everywhere | bright red | like a period | puddle | "
                    "through pads"
                ),
                unless="blood pressure | blood flow | blood test | blood clots | leg clots | clots likel*",
                within=12,
            ),
            sign(
                "~@pregnant | #gestation",
                "@belly | bump | womb | stomach | abdomen | abdominal | pain | back",
                "@pain",
                (
                    "@severe | constant | wont stop | doesnt stop | wont ease | not easing | never stops | "
                    "wont let up | doesnt let up | doesnt ease | continuous | rock hard | non stop"
                ),
                unless=(
                    "hip | hips | pelvic girdle | pgp | spd | groin | when i turn | when i walk | no | mild | "
                    "not bad"
                ),
                within=16,
            ),
            sign(
                "bump",
                "rock hard | hard as a rock | hard as a board | like a board",
                "@pain",
                "@severe | dreadful | constant | doesnt come and go | wont stop | doesnt stop | never stops",
                within=16,
            ),
            sign("#gestation", "gush* | pouring | flooding | soaking | big bleed", "blood | bleeding | bleed | pads"),
            sign(
                "~@pregnant | miscarr*",
                (
                    "miscarrying | having a miscarriage | miscarriage now | losing the baby | lost consciousness | "
                    "fit | worst headache"
                ),
                within=20,
            ),
        ),
        positive=(
            "expecting and there is a lot of blood",
            "pregnant and bleeding heavily",
            "thirty weeks and my belly pain is constant and awful",
            "im 12 weeks gone and soaking through pads",
        ),
        negative=(
            "how does pregnancy change gait?",
            "pregnant and no bleeding, are squats fine?",
        ),
    ),
)
