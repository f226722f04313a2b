"""Words of ordinary English, and names, one letter from a word of the rules: never mended into it."""

ORDINARY = frozenset(
    """
    aboard aces acres acted acting adolescents advise adviser advises aerial afternoons agent agreed agrees aground
    ahmad aiding aired airplanes airways alain alice alike allen alone alter alternatives among amounts angel angie
    angled angles anglo anna answers ants aquatic arched arches arching ardent aren arena argent arise arises armed
    aroused arrests arts ashe asher ashes aspiring asteroid asteroids attach attacks austen avery avid avoids aware
    awhile awoke axes backed backing backward bain baird baked baking banda bandages banded banging bangs banks banner
    barbed barber bard bare bared barge barges barked barker barking barley barn barnes barns baroness barre barred
    barren barry bars basal base basel bases basha basic basis bass bastion batch bathed bathrooms baths bats batter
    batting battle battling bayer beads beaming beams beans beard bearings bears beast beasts beaten beating beds
    began beings belief believed believer believes bell bella belle bells belts bench benefits bengal benin benny
    berth bets betting beverly biased billed billing billion billions bills billy bind binding binds bing birch births
    bitch biting bitter blacks bladed blake blame blanche bland blank blaze bled blend blended blending blinds blink
    blinking bloc blocked blocking blocks blond bloom blooms blowing blows blurted blush boar boarding boards boats
    boeing boiled bonded bonding bonds bonus booking books boone border bordered boring borne bother bottled bottles
    bottoms bought bound bounded bounds bourne bout bowed bowen bowing bowl bowling bowls boxes braced bracing brain
    brake branched brands brave brawl breach bread breadth breasts breathed breed breeding breeds brent brest bride
    bridget brig briggs brink britten brock broker brood brooke brothel brothers brow browne browns brows bruce bruins
    brush brushed brushes brushing bryce buck buckley bucks budge buffer buffy buick bullock bulls bully bumper bumps
    bunny buren burger burial buried burke burnley burnt burt bury burying busch bushes bust busted buster butch
    butter byrne cache caine cakes calder cale called caller calling calls calmed camp camped camping camps cancel
    cancers candidates canned cannon capped carey carly carmen carr carriages carrie carrier carries carts cary cash
    cass casting cater cathy caution caves ceiling cellar cello celtic ceramics certain champ champion champions
    champs chance chang changes changing chapter chapters charge charged charming charms charter chartered charters
    cheat check checked checking checks cheeks cheer chess chests chet chick chicken chicks chile chili chill ching
    chopper chose chuckle chuckled chuckles chunk chunks citation cite cited cites citing city clade claims clans clap
    clapped clapping clash clashed clashes clasp clasped claus claws clean cleaned clearer clears click clients clinch
    clinched clinic clint clipped clips clive cloak clocks clone clones closer closes closet cloth clothed clown clung
    coarse cocked codes coding coiled colder colleagues collisions colon colored colors colours colton colts combined
    combines comet comets compartments competed competes complaint complaints complete compressor compute concession
    concessions conditions cones confess conor construct constructed constructing construction constructions
    constructive consultants contiguous continued continues controls convince convinces cooked cooking cooks coping
    copper cords core cores couch couldn courses cousins cracking cracks cradle cradled cramer crank crawley creamy
    creating creative creek crest cried crimes cringed crises critic crops crosses crouch crown crowns crows cruise
    cruiser cruises cruising crust cubic cues cuff cuffs cullen cunning cupped cured curly curry curse curtains
    cushion cushions custer cutler cutter damages danced dancers dances dane danger danny dante dared daring darts
    dashed dated dawned daze decade decided decides decrees dedication deeper deeply degree delicious deliver delivers
    delle denis dennis dense dental derive deserved deserves detention diagnostic didn difficulties digger ding dining
    dinner dipped dipping directions disagreed discharged diseases dishes ditch diver divine docked docks dodge doesn
    doin domed domes dong donna doping dorsey doubles doubted dough dozen drafting drafts dragged dragon dragons
    dragoons drain draining drake draped draper drawer drawing draws dread dream dress dresser dresses drift drinks
    dripped driven driver drives driving drove drown drowned drugged drums drury drying duffy dummy dumped dumping
    dusk dusty dwell dwelling earl earle earls earned earning ears eased eater eating eaton eats edged eels efforts
    eight eighty elbows elder election elephants elite elites elle ellen elvis emergence emery emile emission emory
    emotions enable ended endings ends ensure equation equations esther ether evenings ever exists exit exiting exits
    explains exploration explore explored explorer explores exploring explosion explosions explosives extras eyelids
    faced facts fades fading fail fails failures fallon faltered fancy fangs fares farmer farming farms farther
    fashion faster fatal fates fathers fearing fears feather federal federation federer feeder feeding feeds feelings
    fees felipe fellow fences fender feral fight fighter fights figured figures files filing filled filling fills
    filly finance finances finding finger firearm fired firth fished fishes fist fitch fixed fixing flaming flanks
    flaps flies flights fling flint flipped flipping flock flood floods floors floral flores flour flowed flower
    flowing flown flows fluids flushing flute flutes fold folder folding folks fond font foods fools forearms forge
    forged forgetting forgot formal forming forth fought founded founding fours fractures framing france frances frank
    freeing freely french fridays fridge fried friends fries fright fringe fronts frost frown froze fueled fuels
    fumble fumbled fund funky funnel futures gabled gain gained gaines gaining gains gambling gamma gangs gaping gaps
    garry gases gasp gather gaze gazed gears gender gifted gifts giggle giles gilles gills girlfriends glands glass
    glowed glowing glue goin gong goose gough gould grace grade grady grain grammy grams grape grasping grave gravel
    gravely graz grazed greed greek greene greens greer greet greta grin grins gripped grips groan gross grossed
    growling grown guest guests gunners hack hacked hacker hall halls halves handed handing handy hanged hanna hans
    harden harding hardness hardy hare harmless harmon harness harp harper harry hart hasn hatch hating hats haunt
    haven hayes header heading healed healing healy hear hearing hears hearst hearth hearts heated heating heats
    heaved height heights heir heller hello herd hermes heroic heroine heron hesitant hesitantly hesitate hesitated
    hesitation hides hiding highs hilly hines hired hires hiring hissed hissing hitch hitter hitting hive hoarse hobbs
    hobby holder holdings holds homes hooks hopped horde horne horribly horses horst hose hospitals hound hounds house
    housed huddled huffed humble humor humour hungary hunting hunts hurling hurst husbands hushed husky huts ideal
    ideals identity ignored ignores illness imagine impacts imply incense incentive increase increases infants
    infectious inhaled injuries insect insects insider instance instances intend intended intending intends intensive
    inter invented invention inventions inward ionic ives izzy jacket jagged jeans jingle jogged jogging join joins
    joked joker jokes joking jolly jones journeys keeper keeping keller kelly kettle killings kissed kissing kitchens
    knicks knight kruger lace laced lack lacked lacking lacks lads lake lakes lamp lamps lance landings lane lanes
    lange lansing laps large larry lashed lashes lasted lasting latch later latter lauded laughter launch lawful layer
    laying leader leading leads leafs leaned leaning leans leaped leaping leaps lear leary lease leased leases leasing
    leaves ledger leeds legend legged lending lesions lester leukemia lever licked licking lighted lighting lightly
    liking lille lilly limbo lime limits ling linger lining listed lister listing lists liter litter littered lived
    lively lives loans lobes lock locke locker locking locus logic longed looked looming loop loops loosen looting
    lords lose loser losers losses lottery lough lounge loved lover loves loving lowe lowers lumber lunged lungs lure
    lured lynch lyric lyrical lyrics mach machines mack madly madness magic mahal maine mainly maker makers males
    malls manager manages manly manned manny mans march marian marion marking marlon marriage married marry marrying
    massage masses master matched matches matching mated mater mates math mating matteo matters maxi maxim maximus
    mayer meal meals meanings meat medal media medial mediation medici meditation meeting mellon members mended
    mendes menon
    merge meta metals mighty mile miller milling million millions mills milos minded mined mines mingled mining misses
    missing mistaken mistakes mister mitch mixer mixes moans mocked moments mondays monsters mont monte monty moody
    moose mornings morse moses moth mothers moths motion mound mounds mount mourning mouse mouths moves muddy mumbled
    mummy munster murders murmurs murphy muscled muster mutation muted mutter myles nanny nasal naval nearby nearing
    neatly needing neighbors neighbours nelly nerves netting newer nice nicky nightly nights none noon norma norman
    norse north nosed noses nothin noticeable noticed notices noting notions novice numbers nurses oder oldest olds
    olive oman ones onwards opener openings operate operates operations opined opinions orders others otter ours
    ousted outer outing oversight owing owned pace paced paces pacing packed packets packing paddle paige paint
    painted painter painting paints paired pairing pairs palace paler palmer panel panic pants papers paralysis parent
    paris parked parkinson parks parry parting partners party passages passive pasted pasting patel patent path
    patients patting
    paused pauses pausing paved pavel paving paying payne peace peak peaked peaking peaks pearson peeking peeled
    peering peking pending penned pens peoples periods persona persons petty phelps picked picket picking picks piece
    piles pilot pinch pine pines pinning piper pipes pirates pitches pitching placed places placing plainly plains
    planck planes planet planets plans plant planting plate plates played players pleas pleased plight plots plunge
    plural pocket pointe poked poker polled pollock polls ponder ponds pont poole ports posed poses posing possibly
    pots potter pouch pound pounded powder powers practiced practices praise praises prank prayer praying prefer
    preferred pressured pressures prey primate print printed printer printing prints probable procedures programmed
    programmer programmes programs projective property proportions propped props public pulling pulls pulsed pulses
    pumped pumps punch purely purposes purse pushes quilt quit quite racer races rack radial radiant rage raged ragged
    raging rags raid raiding rail railing rain rained rainer raining rains rainy raised raising raked rally rammed
    ramp ramps ramsey ranged ranging rank raped rapids rarely rasped rated rating reaching reactions reader reads
    recital recognised recognized recognizes recommends redding reddy reduces reeling refers reform reformation
    reformed reformer reforming reforms refuse regal region regulars reilly relaxation relied reliefs relies relieve
    remaining remembers render rent rental repairs replace replacements replaces reports reserve resort responds
    rested resting rests result resumed retaining returns reused revered ricky rides ridge ridges rights ringing rings
    rink rippled rises rising risks rite roach roads roaming robber robbery rocked rocket rocks roger roller roman
    rose roses ross roster rotate rouge rough roughly rounded rounding rounds route routed routines routing rover rowe
    rubbed ruby rudder ruined ruining ruins rumble rumbled rumbling rumor runner ruse rush rushed rushes rushing russ
    rustling saber sack sacked sacks sadly sadness safer sailed sailing saint sainte saints sake sale sales sally
    salvage sammy sand sands sash satin saturdays save saves savings sawyer scala scaled scales scalp scare scarlett
    scars scent scents scoffed scooted scored scorer scores scots scout scouting scouts scrapped sealing sears season
    seasons seat seated seater seating seats seattle sections seduce seeking seeks seeming seine seize sell seller
    selling sells sending sends sensations sensed senses sent serge serve sessions setting settled settler settles
    severed severn sewer sewing shack shade shades shaft shaken shaky shale shallow shame shane shaped shapes shaping
    share shares sharing shark sharpe shatter shattered shattering shave shaved sheep sheet shell shells shelly sherry
    shifter shifts shine shining shipped shipping ships shire shirt shiva shocks shoes shone shook shooter shoots
    shopping shops shore shortly shorts shots shoulders shouldn shove shoved shoving shower shown shut sickness sided
    siding sidney sigh sighed sighs sighted sighting sights silly simply sims sing singers singled singles sings sinks
    sins sipped sipping sired sisters sites sized sizes skier skies skill skilled skills skins skipper skulls slabs
    slack slacks slade slams slapped slapping slash slashed slate slated slater slave slaves slavic slayer sleek
    sleeps slides slight slips slits slope slopes sloping sloppy slots small smart smiled smiles smiley smiling snack
    snacks snake snakes snaps sneaking sniff sniffed sniffing sniper snort snout snowy snuck soared soaring sock
    sockets socks sold sole solids somethin sort sorts sought south space spaces spain spanning spared sparkled
    speakers spear spears specialists spell spelled spelling spells spent spice spike spines spins spiral spire spite
    splinter splits spoiled spores sporting spot spring springer springs spurred spurs spying squad squads square
    squared squares squinting stabbed stable stables stack stacks stacy stade stadion staff staffed stage staged
    stages staging stain stains stair stake stakes stale stalin stalked stalker stalking stalks stall stan standings
    stands staple star stare stared stares stark starr starred starring starter startled startling starts starved
    starving stat state stated staten states static stating station stationed stations stats stayed staying stays
    steak steep stems stepped stepping stick sticks stifled stil stills stink stint stitch stock stocked stoke stole
    stolen stomped stones stony store storing stove strait straits strand stranger strap strapped stream streamed
    streaming streams strengths strides strife striker strikers string stripe stripes stripped strips strive strode
    stroked strokes struck strung stuart stuff stuffed stuffing stumble stumbles stumbling stunt stunts suck suffers
    sundays sunny supper supports surfer surgeons swapped swat swayed swaying swear swearing sweep sweeping sweeps
    sweet sweetly sweetness sweets swept swift swimmer swimming swiped swiss switches switching swords swore syed
    table tables tackled tagged tainted tale tales taller tally tammy tang tangle tangled tanker tanks tanned tapes
    tapped tapping tasked tasks tasted tastes tasting taxation taxes teaming teammates teams tease teasing teller
    telling tells temperatures tended tending tends tens tensed tent tenth tents terry tested testify tests thank
    thanking thanks thee theirs theme thick thinkers thong thorough those thread threat throbbed throne thumb ticked
    ticket ticking tides tied ties tiled tiles timed timer timmy timor ting tinged tipped tipping tips tire tires
    toilets token tommy tone toned tones tongues tool tools topped tops torch torches toro totals touched tough
    touring tours towel towels tower towing trace traced tracing track tracked tragic trail trailer trained trainee
    trainers trains trait tran translated translates traps trash travelers traveller travelling travers treason
    treatments treats treaty trench trenches trend trent triad trial tried tries troop trooper troops troubled
    troubles trough truck trump trunks trust trusted trusting trusts tuck tucker tudor tumors tuned tuning tunnels
    turing turner turns tutor twain tweed twigs twin twitch twitter tying uncles uncomfortably understands usable
    usher vale valle value valves vance vascular vedic verde verse verses verve vicky viking ville vimes vince
    violence violet visibly visions void vowel vowels wages waited waiter waiting waits wales walker walled walls
    wally walter walters wanda wander wandering wang wanted wards warmed warming warmly warner warnings warped warring
    washed washing wasn wasps waste watch watched watches watching watts waved waves waving wearing wears weary weave
    weaver weaving weddings wedge weeds weekends weekly weigh weighs weir welding well welles wellness wells wendy
    weren whale wheeling wheels whites whore whose wicket wiggled wight wildly wiley willed willing wills wince winced
    winding wines winged winked winner wins wired wires wiring witch wives wonders wong woods wore workings works
    worlds worms worries worthy wouldn wounded wounding wounds woven wrapped wreath wrenched wright writ writer writes
    wrote yearly years yelled yelling yells ying yours youth zone zones
    """.split()
)
