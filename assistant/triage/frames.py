"""The words that tell a present sign from a denied, general, invented or past one."""

NEGATORS = "@negators"
NOT_NEGATIONS = "@not_negations"
ABSTRACT = "@abstract"
GENERIC = "@generic"
IMPERSONAL = "@impersonal"
PREVENTED = "@prevented"
FICTION = "@fiction"
OWN_BODY = "@own_body"
FIGURES = "@figures"
PERSONAL = "@personal"
PRESENT = "@present"
LONG_AGO = "@long_ago"
RESOLVED = "@resolved"
STILL = "@still"
DEALT_WITH = "@dealt_with"
OVER = "@over"

CONTRAST = frozenset(
    "but however though although except yet apart instead then still because since despite whereas while only".split()
)
SUBJECTS = frozenset("i he she it they we my his her there he's im ive its dad mum".split())
ONSET = frozenset(
    "sudden suddenly severe terrible awful horrible excruciating massive now just cant cannot couldnt unable wont today"
    " yesterday woke started keeps keep really intense constant ripping huge new and".split()
)

FRAMES: dict[str, str] = {
    "negators": (
        "no | not | without | never | none | neither | nor | nothing | isnt | arent | wasnt | werent | dont | "
        "doesnt | didnt | hasnt | havent | hadnt | aint | denies | denied | free of | ruled out | zero | lack of | "
        "instead of | rather than | nobody | no longer any | didn't | "
        "nowt | nuffin"
    ),
    # Spoken with a negative word, but taking nothing back.
    "not_negations": (
        "not sure | not certain | dont know | no idea | no clue | no reason | not only | not just | no doubt | "
        "no joke | not joking | not kidding | not normal | no warning | without warning | no relief | not long | "
        "not better | not improving | not easing | not settling | not going | not gone | dont stop | doesnt stop | "
        "doesnt ease | doesnt go | doesnt let up | not to mention | no longer | not being dramatic | dont mean to | "
        "not trying | dont tell | dont say | dont show | dont give | dont want | no lecture* | no warnings | "
        "no disclaimers | no doctor* | not stop* | without stopping | doesnt seem to | dont get why | "
        "dont understand | no matter | not helping | nothing helps | nothing touches | not ease | not eased | "
        "not let up | hasnt stopped | hasnt gone | hasnt eased | hasnt settled | hasnt gone away | hasnt improved | "
        "wasnt like this | isnt normal | isnt right | not right | doesnt feel right | not a joke | not great | "
        "not good | no good | not well | not too | not even | never had | never felt | never known | "
        "never experienced | not like | nothing like | not happy | without a doubt | not least | no control | "
        "no strength | no power | no feeling | no sensation | no weight | no pulse | not feel | doesnt work | "
        "dont work | not working | no position | no rest | no let up | without a break | without any break | "
        "not slept | no sleep | dont feel anything | doesnt matter | not myself | not himself | not herself | "
        "not making sense | isnt making sense | doesnt make sense | not with it | not responding | not breathing | "
        "isnt breathing | not waking | isnt waking | isnt responding | not coming round | isnt coming round | "
        "not moving | not drama* | no biggie | not to worry | not to be | not to sound | not worried | dont care | "
        "not an emergency | dont panic | not fussed | not bothered | never mind | dont need | not stopping | "
        "dont worry | not asking | no point | dont see | cant see | see no | never gets better | never get better | "
        "never ending | never ends | never stops | never lets up | never goes away | never eases | "
        "not want | never wake | never woke | "
        "nowt helps | nowt touches | nowt works | nowt eases | "
        "sensation not coming | feeling not coming | sensation is not coming | feeling is not coming | sensation "
        "not there | feeling not there | sensation is not there | feeling is not there"
    ),
    "abstract": (
        "common in | in trendelenburg | more common | what causes | what can cause | what could cause | "
        "what might cause | what is | what are | what does .. mean | signs of | sign of | symptoms of | "
        "symptom of | can .. cause | does .. cause | do .. cause | could .. cause | cause of | causes of | how is | "
        "how are | how do doctors | how common | how often does | who gets | who is at risk | risk of | "
        "risk factors | difference between | why do people | why does | why do | why is | why are | "
        "can .. lead to | does .. lead to | how does | is it true that | define | definition | explain | "
        "tell me about | what happens | what happens in | prevalence | in general | what percentage | which nerve | "
        "why cant people | why cant patients | why can people not | "
        "which muscle* | which muscles | what muscle* | what nerve | prevent* | associated with | linked to | "
        "does the article | according to | mentioned in | how would | how many people | how long does .. take | "
        "how urgent is | when is .. an emergency | how many people | how many get | risk after | rate of | "
        "studies | study | research | complications of | related to | what makes"
    ),
    "generic": (
        "if a patient | if patients | patients with | patients who | people with | people who | a patient with | "
        "a patient has | in patients | someone has | if someone | if somebody | if a person | if a client | "
        "suppose a | suppose someone | imagine a | imagine someone | what would you do if | say a patient | "
        "when a patient | when someone | when people | when patients | in people | in adults | in runners | "
        "for people | hypothetically | hypothetical | should a person | should someone | if an athlete | "
        "if anyone | if one | when should a person | adults with | a person with | a person who | if a runner | "
        "in case someone | what would you say | what do you say to | first aid course | for a school project | "
        "older adults who | elderly people | do people | do patients | can people"
    ),
    # Questions for information. A person in need leaves out *my* as well, so these are outweighed by `PRESENT` too.
    "impersonal": (
        "how soon should | how soon must | how soon does | how soon do | how quickly should | how quickly must | "
        "how quickly does | how quickly do | how fast should | how fast must | how urgently should | "
        "how long should | how long must | how long may | how long does | how long do | where does | where do | "
        "what should happen if | what should happen when | what should be done if | what can be done if | "
        "illness* behind | disease* behind | disorder* behind | conditions behind | causes behind | "
        "reasons behind | what .. usually | which .. usually | who .. usually | how .. usually | "
        "what .. most often | which .. most often | who .. most often | is .. always | are .. always | "
        "do children | do teenagers | do teens | do kids | are children | are teenagers | are teens | are kids"
    ),
    "present": (
        "now | since | sudden | suddenly | just | still | again | keeps | woke | started | came | went | got | "
        "this | these | it | ago | wont | cant | couldnt | is @red | is swollen | is numb | feels | worse"
    ),
    # What a question wants to keep from happening.
    "prevented": (
        "keep swelling down | keep puffiness down | keep swelling away | keep .. from swelling | "
        "keep .. from puffing"
    ),
    "personal": (
        "i | my | me | mine | myself | we | our | he | she | his | her | him | dad | mum | mother | father | wife | "
        "husband | son | daughter | brother | sister | friend | partner | girlfriend | boyfriend | mate | gran | "
        "nan | grandad | grandma | grandpa | uncle | aunt | colleague | teammate | neighbour | neighbor | "
        "since yesterday | since this | this morning | last night | yesterday | right now | just now | hour ago | "
        "what is the point | what is it | what is wrong | "
        "what does that mean | hours ago | minutes ago | days ago | today | tonight | "
        "since monday | since tuesday | since wednesday | since thursday | since friday | since saturday | "
        "since sunday | since last | since the | help"
    ),
    "fiction": (
        "in a film | in the film | in a movie | in the movie | a film | movie | novel | my character | a character | "
        "the character | tv show | tv series | episode | in a book | in the book | book i am | video game | quiz | "
        "exam | exam question | mcq | multiple choice | case study | vignette | essay | assignment | coursework | "
        "flashcard* | role play | roleplay | dissertation | my dog is | my dog has | my dog limps | my dog cant | my "
        "dog wont | my dog seems | my dog keeps | is my dog | does my dog | for my dog | can my dog | our dog is | our "
        "dog has | a dog has | the dog has | dog had | dog needs | dog got | dog was | dogs have | dogs get | do dogs "
        "| do cats | cat is | cat has | cat limps | cat cant | cat wont | cat was | dogs leg | dogs hip | cats hip | "
        "cats leg | horse has | horse is lame | puppy | kitten | rabbit | hamster | vet | vets | labrador | german "
        "shepherd | soap opera | documentary | lecture | textbook | teaching case | osce | screenplay | short story | "
        "i am writing | fiction | fictional | podcast | exam revision | revision notes | anatomy revision | my "
        "revision for | trivia | crossword | lyrics | novels hero | in fifa | on tv | on telly | boxer | in class we "
        "learned | in class we learnt | dogs back | dogs leg* | dogs hind | cats leg* | cats back | cats paw | her paw "
        "| his paw | horse collapsed | horse went | in the news | magazine | documentaries"
    ),
    # What a writer says of the own body: no film or quiz takes it back.
    "own_body": (
        "my chest | my heart | my leg | my legs | my hip | my knee | my foot | my feet | my back | my calf | my arm | "
        "my arms | my hands | my face | my head | my groin | my thigh | my throat | my speech | my bladder | "
        "i fainted | i fell | i passed out | i blacked out | i collapsed | i took | i want to | i am numb | i feel | "
        "i felt | i swallowed | i have swallowed | i am pregnant"
    ),
    "long_ago": (
        "years ago | year ago | last year | decades ago | long ago | months ago | as a child | when i was a kid | "
        "when i was a child | when i was young | when i was little | when i was | as a teenager | as a kid | "
        "in my teens | in my twenties | in 19* | in 200* | in 201* | in 202* | back in 19* | back in 20* | "
        "back in the | back when | used to | in the past | history of | previously | once had | years back | "
        "months back | a while back | ages ago | last summer | last winter | last spring | last autumn | "
        "last christmas | in childhood | formerly | when he was | when she was | previous | old fracture | "
        "old injury | the old | healed | fully recovered | last season | "
        "mended lovely | mended well | mended fine | mended nicely | mended grand | mended perfectly | long mended"
    ),
    "resolved": (
        "fine now | ok now | okay now | better now | all better | well now | all clear | fully recovered | "
        "recovered fully | recovered | healed | was treated | been treated | got treated | were treated | "
        "have been treated | treated for | sorted now | all sorted | sorted out | been sorted | all good now | "
        "back to normal | settled now | resolved | discharged | ruled out | doctor checked | doctors checked | "
        "gp checked | been checked | got checked | checked out fine | checked it out | no longer hurts | "
        "no longer numb | no longer have | good as new | it is fine | he is fine | she is fine | i am fine | "
        "all is fine | is fine these days | it was fine | everything was fine | she was fine | he was fine | "
        "it passed | cleared up | all fine | right as rain | came back clear | came back fine | "
        "gave me the all clear | under control | doing great | walking fine | back playing | back running | "
        "been gone | "
        "mended lovely | mended well | mended fine | mended nicely | mended grand | mended perfectly | all mended | "
        "long mended | knitted well | knitted fine | fine ever since | grand ever since | no bother since"
    ),
    "still": (
        "still | again | now its | its back | it is back | is back now | back again | come back | came back | "
        "returned | worse | wont | now i | now it | now my | "
        "today"
    ),
    "dealt_with": (
        "fine now | ok now | okay now | better now | sorted | all sorted | sorted out | been seen | been checked | "
        "got checked | checked out | checked me | checked it | checked him | checked her | checked my | "
        "looked at it | all clear | been to hospital | went to hospital | been to the er | went to er | "
        "been to er | went to a e | in hospital now | saw the doctor | saw a doctor | saw my doctor | saw my gp | "
        "saw the gp | seen the doctor | seen a doctor | seen my doctor | seen my gp | been to the doctor* | "
        "been to a e | was seen | doctor says | doctor said | doctors said | doctors say | gp said | "
        "hospital said | they said it | ambulance came | paramedics came | paramedics checked | discharged | "
        "been treated | was treated | got treated | nothing serious | false alarm | ruled out | dealt with | "
        "taken care of | i was fine | it was fine | been to urgent care | went to urgent care | "
        "spoke to the doctor | spoke to a doctor | spoke to my doctor | spoke to 111 | rang the doctor and | "
        "scan was clear | scan came back | talked to someone | getting help now | my crisis team | "
        "been to the hospital | went to the hospital | came back clear | had it looked at | got it looked at | "
        "had it checked | got it checked | medic checked | nurse checked | midwife checked"
    ),
    # What went by itself.
    "over": (
        "all better | all gone | gone now | gone away now | all good now | no pain now | no bother now | "
        "stopped the moment i | stopped as soon as i | went in a second"
    ),
    "figures": (
        "dead butt | dead butt syndrome | dead bug | dead bugs | dead lift* | dead hang* | killer workout | "
        "killer session | killer set | killer abs | killer glutes | killer class | killer exercise* | death of me | "
        "to die for | dead tired | dead on my feet | dying to | killed it | killing it | kill me later | kills me | "
        "on fire | nearly killed me | almost killed me | dying of embarrass* | heart set | heart of | take heart | "
        "by heart | heart rate | stroke rate | strokes per | breast stroke | breaststroke | choking on my tea | "
        "choked on my tea | choking on my coffee | "
        "backstroke | "
        "back stroke | butterfly stroke | stroke length | rowing stroke | swim stroke | stroke play | "
        "exercise dose | dose of exercise | training dose | dose response | skin the cat | skull crusher* | "
        "suicide runs | suicide sprint* | suicides | suicide drill* | blackout curtain* | fit and | get fit | "
        "getting fit | keep fit | stay fit | fit into | fit it in | fit them in | chest press | chest day | "
        "chest exercise* | chest fly | "
        "chest workout | chest supported | chest height | chest up | chest level | knees to chest | knee to chest | "
        "chest to | to chest | to my chest | shin splints | heart shaped | pass out on the sofa | "
        "collapsed on the sofa | collapse on the sofa | collapsed into bed | collapse into bed | collapsed arch* | "
        "fallen arch* | arch collapse* | pelvis collapse* | hip collapse* | knee collapse* | collapse inward* | "
        "collapsing inward* | collapses inward* | knee valgus | blood flow restriction | blood flow | "
        "blood pressure cuff | bleeding obvious | sick of | sick gains | die hard | dying for | "
        "makes me want to die | make me want to die | made me want to die | murder on | dying of | "
        "dead leg | dead legs | "
        "choking down | choke down | choke under | pass out the bands | pass out the sheets | pass out flyers | "
        "gasping for a coffee | gasping for a drink | gasping for a pint | gasping for a tea | gasping for coffee | "
        "gasping for water | dance fever | training fever | marathon fever | spring fever | cabin fever | "
        "fever pitch | infected with enthusiasm | laughter is | best medicine or | sensation of time | "
        "go on with this programme | go on with this plan | go on with this routine | want to be here doing | "
        "better off with | barely walk after leg day | barely walk .. after leg day | cant walk after leg day | "
        "bfr | hip drop | "
        "pelvic drop | cat cow | cat pose | downward dog | upward dog | dead stop | drop dead gorgeous | bird dog | "
        "bird dogs | dog walk* | walk* dog | walking the dog | up dog | coronary | stone cold stunner | "
        "cold shower | cold plunge | ice bath* | ice pack* | killer whale | suicide squat* | burpees of death | "
        "leg day killed me | cold turkey | killing me softly | heart pumping | get my heart going | "
        "gets heart going | chest strap | heart monitor | "
        "would die again | id die again | kill off | killed off | dont feel burn | cant feel burn | not feel burn | "
        "didnt feel burn | blackout period* | blackout date* | blackout week* | @person is a pain in neck | @person "
        "is a pain in arse | pain in neck about | pain in arse about | pain in neck when it comes | "
        "number of | what number | a number | number one | phone number | which number | same number | right number "
        "| high number | numbers | "
        "cant get down on floor | cant get down to floor | cant get onto floor | cant get on floor | "
        "cant kneel on floor | cant lie on floor"
    ),
}
