"""Words of ordinary English, and names, one letter from a word of the rules: never mended into it."""

ORDINARY = frozenset(
    """
    aboard abort abound aces acres acted acting adduction adolescents advise adviser advises aerial afternoons
    agent agility agreed agrees aground ahmad aides aiding aired airplanes airways alain alice alike allen alone
    alter alternatives among amounts angel anger angie angled angles anglo anna answers ants aquatic arched arches
    arching ardent aren arena argent aries arise arises armed aroused arrange arrests arthritic arts ashe asher
    ashes aspiring asteroid asteroids attach attacks austen avery avid avoids aware awhile awoke axes backed
    backing backward badge bain baird baked baking ballot banda bandages banded bandy banging bangs banks banner
    bans barbed barber bard bare bared barge barges barked barker barking barley barn barnes barns baroness barre
    barred barren barrie barry bars basal base basel bases basha basic basis bass bastion batch bathed bathrooms
    baths bats batter batting battle battling bayer beaded beads beaming beams beans beard bearings bears beast
    beasts beaten beating bedding beds began beings belief believed believer believes bell bella belle bells belts
    bench benefits bengal benin benny berth bets betting beverly biased billed billet billing billion billions
    bills billy bind binder binding bindings binds bing birch births bitch biting bitter blacks bladed blake blame
    blanche bland blank blanks blaster blaze bled blend blended blender blending blends blinds bling blink blinking
    bloc blocked blocking blocks blond bloom blooms blower blowing blows blurted blush boar boarding boards boats
    boeing boiled bonded bonding bonds bonus booking books boone border bordered boring borne bother bottled
    bottles bottoms bought bound bounded bounds bourne bout bowed bowen bowing bowl bowling bowls boxes braced
    bracing brain brains brake branched brands brave brawl breach bread breadth breasts breathed breather breed
    breeder breeding breeds brent brest bride brides bridget brig briggs brink britten brock broker brood brooke
    brothel brothers brought brow browne browns brows bruce bruins brunch brush brushed brushes brushing bryce buck
    buckley bucks budge budget buffer buffy buick bullet bullock bulls bully bumper bumps bunny buren burger burial
    buried burke burnley burnt bursa bursas burt burton bury burying busch bushes bust busted buster butch butter
    byrne cache cached caching caine cakes calder cale called caller calling calls calmed camp camped camper
    camping camps cams cancel cancers candidates canned cannon capped carey carly carmen carr carriages carrie
    carrier carries cart carts cary cash casing cass casting cater cathy caution caves caving ceiling cellar cello
    celtic ceramics certain champ champion champions champs chance chang changer changes changing chant chapter
    chapters charge charged charm charmed charming charms chars charter chartered charters chat chats cheat check
    checked checker checking checks cheeks cheer chess chests chet chick chicken chicks chile chili chill ching
    chopper chose chuckle chuckled chuckles chunk chunks chunky citation cite cited cites citing city clade claims
    clam clans clap clapped clapping clash clashed clashes clasp clasped classy claus claws clean cleaned clearer
    clears click clients clinch clinched clinic clint clipped clips clive cloak clocks clone cloned clones cloning
    closer closes closet cloth clothed clown clumps clung clutter coarse cocked codes coding coiled colder collage
    colleagues collisions colon colored colors colours colton colts combined combines combs comet comets
    compartments competed competes complaint complaints complete compressor compute concession concessions
    conditions cones confess conor construct constructed constructing construction constructions constructive
    constructs consultants contiguous continued continues controls convince convinces cooked cooking cooks coping
    copper cords core cores couch couldn counter county courses court cousins cracker cracking cracks cradle
    cradled cradles cramer crank crawley creamy creating creative creek crest cribs cried crimes cringed crises
    critic crops crosse crosses crouch crown crowns crows cruise cruiser cruises cruising crunches crust cubes
    cubic cuddle cues cuff cuffs cullen cunning cupped cured cures curing curly curry curse curtains cushion
    cushions custer cutie cutler cutter dairy damages danced dancers dances dane danger danish danny dante dared
    daring darts dashed dated dawned daze decade decided decides decoder decoding decrees dedication deepen deeper
    deeply deferred degree delicious deliver delivers delle denis dennis dense dental derive deserved deserves
    detention devised diagnostic didn difficulties digger ding dining dinner dipped dipping directions disagreed
    discharged diseases dishes ditch diver divine docked docket docks dodge doesn doin domed domes dong donna
    doping dorsey doubles doubted dough dozen drafting drafts dragged dragon dragons dragoons drain draining drake
    draped draper drawer drawing drawn draws dread dream dress dresser dresses drift drinks dripped driven driver
    drives driving drove drown drowned drowning drugged drums drury drying duffy dummy dumped dumping dusk dusty
    dwell dwelling earl earle earls earned earning ears eased eases eater eating eaton eats edged eels efforts
    eight eighty elbows elder election elephants elite elites elle ellen elves elvis emergence emery emile emission
    emory emotions enable ended endings ends enema enlarge ensure equation equations equine esther etching ether
    evenings ever exists exit exiting exits expire expires explains exploration explore explored explorer explores
    exploring explosion explosions explosives extras eyelids faced faceplate facets facts faded fades fading fail
    failed fails failures fairway fakes fallon faltered fancy fangs fares farmer farming farms farther fashion
    fashions faster fasting fatal fates fathers faxes faxing fearing fears feather federal federation federer
    feeder feeding feeds feelings fees felipe fellow fences fender feral fifty fight fighter fights figured figures
    filed files filing filled filler filling fills filly filth finance finances finding fined finger finishes
    finnish firearm fired firth fished fishes fist fitch fixed fixes fixing flack flaming flanks flaps flies
    flights fling flint flipped flipping flock flood floods flooring floors floral flores flour flowed flower
    flowing flown flows fluids flushing flute flutes fold folder folding folks fond font foods fools footfall
    forearms forge forged forgetting forgot formal forming forte forth fought founded founding fours fractures
    framing france frances frank freeing freely french fridays fridge fried friends fries fright fringe fronts
    frost frown froze fudge fueled fuels fumble fumbled fund funky funnel futures fuzz gabled gagged gain gained
    gaines gaining gains gambling gamma gangs gaping gaps garry gases gasp gather gaze gazed gears geeks gender
    gifted gifts giggle giles gilles gills girlfriends glands glass glaze glowed glowing glue glut glutei gluten
    gluteus goin gong goodies goose gough gould grace grade grady grain grains grammy grams grape grasping grave
    gravel gravely graz grazed greed greek greene greens greer greet greta grin grins gripped grips groan gross
    grossed grower growling grown guest guests gunners hack hacked hacker hacks hall halls halves hammy handed
    handel handing handled handling handy hanged hanna hans hansen harden harding hardness hardy hare harmless
    harmon harness harp harper harry hart hasn hatch hating hats haunt haven hayes header heading healed healing
    heals healy hear hearing hears hearst hearth hearts heated heating heats heaved hedge height heights heir
    heller hello herd herein hermes heroic heroine heron hesitant hesitantly hesitate hesitated hesitation hides
    hiding highs hikes hilly hines hinged hired hires hiring hissed hissing hitch hitching hitter hitting hive
    hoarse hobbs hobby holder holdings holds homes hooks hopped horde horne horribly horses horst hose hoses
    hospitals hound hounds house housed huddled huffed humble hummer humor humour hump humps hunch hungary hunger
    hunk hunks hunting hunts hurling hurst husbands hushed husky hutch huts ideal ideals identity ignored ignores
    illness imagine imagined impacts imply incense incentive increase increases indent infants infectious inflate
    inhaled injections injuries insect insects insider insiders instance instances insure insured insurer intend
    intended intending intends intensive inter invent invented invention inventions inward ionic ives izzy jacket
    jacking jagged jailed jeans jingle jockey jogged jogging join joins joked joker jokes joking jolly jones
    journeys judge keeper keeping keller kelly kettle killings kissed kissing kitchens kneed knicks knight kruger
    lace laced laces lack lacked lacking lacks lads lake lakes lambs lamp lamps lance landings lane lanes lange
    lansing laps large larry lashed lashes lasted lasting latch later latter lauded lauder laughter launch lawful
    layer laying leader leading leads leafs leaned leaning leans leaped leaping leaps lear leary lease leased
    leases leasing leaves ledger leeds legend legged lender lending lesion lesions lester leukemia lever licked
    licking lied lighted lighting lightly liked liking lille lilly limbo lime limits linen liner lines ling linger
    lining linked listed lister listing lists lite liter litter littered lived lively lives loans lobes lock locke
    locker locking locus lodge logger logic longed looked looming loop looped loops loosen looting lords lose loser
    losers losses lottery lough lounge lounges loved lover loves loving lowe lowers lumber lunged lunging lungs
    lurch lure lured lynch lyric lyrical lyrics mach machines mack madly madness magic mahal mailed mailer mailing
    mails maine mainly mains maker makers males malls manager manages manic manly manned manny mans march marian
    marion marking marlon marriage married marry marrying masking massage masses master matched matches matching
    mated mater mates math mating matte matted mattel matteo matters maven maxi maxim maximus mayer meal meals
    meanings meat medal media medial mediation medici meditation meeting mellon mellow members mended mendes menon
    merge meta metals mighty mikes mile miller milling million millions mills milos minded mined mines mingled
    mining misses missing mistaken mistakes mister mitch mixer mixes moans mocked modding moments mondays monsters
    mont monte monty moody moose mornings morse moses moth mothers moths motion mound mounds mount mounted mourning
    mouse mouths mover moves mower muddy mulder multiply mumbled mummy munster murders murmurs murphy muscled
    muster mutation muted mutter myles nagging nails nanny nasal naval nearby nearing neatly needing neighbors
    neighbours nelly nerves nesting nestle netting newer nice nicky nightly nights none noon norma norman norse
    north nosed noses nothin noticeable noticed notices noting notions novice numbers nurses oder oldest olds olive
    oman omit ones onwards opener openings operate operates operations opined opinions orders others otter ours
    ousted outer outing oversight owing owls owned owning pace paced paces pacing packed packer packets packing
    paddle paddling pager paige paint painted painter painting paints paired pairing pairs palace paler pallet
    palmer panel panic pants papers paralysis parent paris parked parkinson parks parry parsing parting partners
    party passages passive pasted pasting patched patel patent path patients patting paused pauses pausing paved
    pavel paving payer paying payne peace peak peaked peaking peaks pearson pedals peeking peeled peering peking
    pending penned pens peoples periods persona persons petty phelps philly picked picker picket picking pickle
    picks piece piles pilot pinch pine pines pinning pinot pint piper pipes piping pirates pitches pitching placed
    places placing plainly plains planck planes planet planets plano plans plant planted planting plate plates
    plating platter played players pleas pleased pledge plight plots plunge plunges plural pocket pointe poked
    poker polled pollock polls ponder ponds pont poole pooled ported ports posed poser poses posing possibly pots
    potter pouch pouches pound pounded powder powers practiced practices practise praise praises prank prayer
    praying prefer preferred pressured pressures presume prey primate print printed printer printing prints
    probable procedures programmed programmer programmes programs projective property proportions propped props
    public pulling pulls pulsed pulses pumped pumps punch purely purposes purse pushes quilt quit quite racer races
    racine rack radial radiant radiator rage raged ragged raging rags raid raider raiding rail railing rain rained
    rainer raining rains rainy raised raising raked rally rammed ramp ramps ramsey range ranged ranger ranges
    ranging rank rants raped rapids rarely rasped raster rated rater rating reaching reactions reader reads realty
    recital recognised recognized recognizes recommends redding reddy reduces reeling reels refereed referrer
    refers reform reformation reformed reformer reforming reforms refuse regal region regulars reilly relaxation
    relied reliefs relies relieve remaining remembers render rent rental renting repairs replace replacements
    replaces reports reserve resort responds rested resting rests result resumed retaining returns reusable reuse
    reused revered revise ricky rides ridge ridges rigging rightly rights ringer ringing rings rink ripe ripper
    rippled rises rising risks rite roach roads roaming robber robbery rocked rocket rocks roger roller roman rose
    roses ross roster rotate rouge rough roughly rounded rounding rounds route routed routines routing rover rowe
    rowling rubbed ruby rudder ruined ruining ruins rumble rumbled rumbling rumor rumour runner ruse rush rushed
    rushes rushing russ rustling saber sack sacked sacks saddles sadly sadness safer sailed sailing sails saint
    sainte saints sake sale sales sally salvage sammy sand sands sash satin saturdays save saver saves savings
    sawyer scala scaled scales scalp scare scarlett scars scent scents sciatic scoffed scooted scored scorer scores
    scots scout scouting scouts scrapped sealing sears season seasons seat seated seater seating seats seattle
    sections seduce seeded seeds seeker seeking seeks seemed seeming seems sees seine seize sell seller selling
    sells sending sends sensations sensed senses sent sentenced serge serve sessions setting settled settler
    settles seventy severed severn sewer sewing shack shade shades shaft shaken shakers shaky shale shallow shalt
    shame shane shaped shapes shaping share shares sharing shark sharpe shatter shattered shattering shave shaved
    shaver shaving sheep sheet shell shells shelly sherry shifter shifts shine shines shining shipped shipping
    ships shire shirt shiva shocks shoes shone shook shooter shoots shopping shops shore shortly shorts shots
    shoulders shouldn shove shoved shoving shower shown shut sickly sickness sided siding sidney sigh sighed sighs
    sighted sighting sights silly simply sims sines sing singers singled singles sings sinks sins sipped sipping
    sired sisters sites sixty sized sizes skid skier skies skill skilled skills skins skipper skis skulls skype
    slabs slack slacks slade slams slapped slapping slash slashed slate slated slater slave slaves slavic slayer
    sleek sleeper sleeps slides slight sling slipper slips slits slope slopes sloping sloppy slots small smart
    smiled smiles smiley smiling snack snacks snake snakes snaps snare sneaking sniff sniffed sniffing sniper snore
    snort snout snowy snuck soaps soared soaring sock sockets socks sold solder sole solids somethin sort sorts
    sought south space spacer spaces spade spain spanning spared spark sparkled sparse speakers spear spears
    specialists spell spelled spelling spells spent spice spike spines spins spiral spire spite splinter splints
    splits spoiled spool spores sporting sporty spot spring springer springs spurred spurs spying squad squads
    square squared squares squatting squinting stabbed stable stables stack stacking stacks stacy stade stadion
    staff staffed staffing staffs stage staged stages staging stain staining stains stair stake stakes stale stalin
    stalked stalker stalking stalks stall stan standings stands staple star stare stared stares stark starr starred
    starring starter startled startling starts starved starving stash stat state stated staten states static
    stating station stationed stations stats stayed staying stays steak steaks steep stems stepped stepping stick
    sticker sticks stiffest stifled stil stills stink stint stir stitch stock stocked stocking stoke stole stolen
    stomped stones stony stoop stopper store stored stores storing story stove strait straits strand stranger strap
    strapped stream streamed streaming streams strengths strides strife striker strikers string stripe striped
    stripes stripped strips strive strives strode stroked strokes struck strung strut stuart stuff stuffed stuffing
    stumble stumbles stumbling stunt stunts suck suffers sundays sunny supper supports surety surfer surgeons
    sutton swapped swapping swat swayed swaying swear swearing swears sweep sweeping sweeps sweet sweetly sweetness
    sweets swept swift swimmer swimming swine swiped swiss switched switches switching swords swore syed table
    tables tabs tack tackled tackling tagged tagging tailed tails tainted tale tales taller tally tammy tang tangle
    tangled tanker tanks tanned taper tapes taping tapped tapping tart tasked tasks tasted tastes tasting taxation
    taxed taxes taxing teaming teammates teams teas tease teasing tees teller telling tells telly temperatures
    tended tending tends tens tensed tent tenth tents terry terse tested tester testers testify testing tests thank
    thanked thanking thanks thee theirs theme thick thine thinkers thong thorough those thread threat throbbed
    throne thrush thumb thunder ticked ticket ticking tickle tides tied ties tiled tiles tilts timed timer timers
    timex timmy timor ting tinged tipped tipping tips tire tires titles toilets token tommy tone toned tones
    tongues tool tools topped topples tops torch torches toro totals touched tough tougher touring tours towel
    towels tower towing toying trace traced tracing track tracked tract tracy tragic trail trailer trails trained
    trainee trainers trains trait tran translated translates traps trash trashy travelers traveller travelling
    travers treason treatments treats treaty trench trenches trend trent triad trial tribal tribe tribes trick
    tried tries tripod tripping troop trooper troops troubled troubles trough truck trucking trump trunks trust
    trusted trusting trusts tuck tucker tudor tumors tuned tuning tunnels turing turner turns tutor twain tweaks
    tweed twigs twin twitch twitter tying unbeatable uncles uncomfortably understands unread usable usher vale
    valgum valle value valves vance vascular vedic vending verde verse verses verve vicky viking ville vimes vince
    violence violet visibly visions void vowel vowels wacky wafer wages waited waiter waiting waits walden wales
    walker walled wallet walls wally walter walters wanda wander wandering wang wanted wards warmed warming warmly
    warner warnings warped warring washed washer washing wasn wasps waste wastes watch watched watcher watches
    watching watts waved waves waving wearing wears weary weave weaver weaving weddings wedge weeds weekends weekly
    weigh weighs weir welding well welles wellness wells wendy weren whale wheeling wheels whites whore whose
    wicker wicket wiggled wight wildly wiley wilkes willed willing wills wince winced winding wines wing winged
    winked winner wins wiper wired wires wiring witch wives wonders wong woods wording wore workings works worlds
    worms worries worthy wouldn wounded wounding wounds woven wrapped wreath wrench wrenched wright writ write
    writer writes wrote yearly years yelled yelling yells ying yours youth yummy zone zones
    """.split()
)
