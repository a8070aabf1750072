namespace OrleansStore.Api.Demo;

/// <summary>The products of the demo catalog. Order counts: a product's place is its id.</summary>
internal static class DemoProducts
{
    public static IReadOnlyList<DemoProduct> All { get; } =
    [
        new("LAP-AIR-13", "Feather 13 laptop", "Electronics", 129999, 40, ["laptop", "travel"], "13-inch laptop of 1.1 kg with 16 GB of memory and a battery that lasts a working day."),
        new("LAP-PRO-16", "Forge 16 laptop", "Electronics", 229900, 25, ["laptop", "workstation"], "16-inch laptop with a colour-true display, 32 GB of memory and room for two drives."),
        new("PHN-MINI", "Pebble mini phone", "Electronics", 59900, 120, ["phone"], "5.4-inch phone that fits any pocket and gets seven years of updates."),
        new("PHN-MAX", "Pebble max phone", "Electronics", 99900, 80, ["phone", "camera"], "6.7-inch phone with three lenses and a two-day battery."),
        new("TAB-11", "Slate 11 tablet", "Electronics", 44900, 75, ["tablet"], "11-inch tablet for reading, drawing and films, with a pen in the box."),
        new("HDP-OVER", "Hush over-ear headphones", "Electronics", 27900, 150, ["audio", "travel"], "Wireless headphones that take the noise out of trains and open-plan offices."),
        new("HDP-BUDS", "Hush buds", "Electronics", 12900, 300, ["audio"], "Wireless earbuds of 5 grams each; the case charges them four times."),
        new("SPK-HOME", "Alcove speaker", "Electronics", 19900, 90, ["audio", "home"], "Speaker for the shelf with a warm sound; two of them make a stereo pair."),
        new("MON-27", "Canvas 27 monitor", "Electronics", 38900, 60, ["monitor", "desk"], "27-inch monitor with 4K resolution and one cable for picture, power and network."),
        new("KBD-MECH", "Clatter keyboard", "Electronics", 10900, 110, ["keyboard", "desk"], "Mechanical keyboard with quiet tactile switches and a wooden palm rest."),
        new("MOU-VERT", "Handshake mouse", "Electronics", 5900, 140, ["mouse", "desk"], "Vertical mouse that keeps the wrist straight."),
        new("CAM-ACT", "Splash action camera", "Electronics", 24900, 70, ["camera", "outdoor"], "Action camera that films under water down to 10 metres without a case."),

        new("KIT-KETTLE", "Gooseneck kettle", "Kitchen", 7900, 85, ["coffee", "tea"], "Kettle with a thin spout and a thermometer in the lid."),
        new("KIT-GRIND", "Burr coffee grinder", "Kitchen", 12900, 55, ["coffee"], "Conical steel burrs and forty steps from espresso to French press."),
        new("KIT-PRESS", "French press, 1 litre", "Kitchen", 3400, 130, ["coffee"], "Double-walled steel, keeps four cups hot for an hour."),
        new("KIT-KNIFE-20", "Chef's knife, 20 cm", "Kitchen", 8900, 95, ["knife"], "Forged blade with a full tang; comes sharp and stays so."),
        new("KIT-BOARD", "Walnut cutting board", "Kitchen", 5400, 100, ["wood"], "End-grain board with a groove for juices and feet that do not slip."),
        new("KIT-PAN-28", "Carbon steel pan, 28 cm", "Kitchen", 6900, 80, ["pan"], "Light enough to toss, takes any heat, better every week."),
        new("KIT-POT-5", "Enamelled casserole, 5 litres", "Kitchen", 17900, 45, ["pot"], "Cast iron from stove to oven to table."),
        new("KIT-SCALE", "Kitchen scale, 0.1 g", "Kitchen", 2900, 160, ["coffee", "baking"], "Weighs from a pinch of salt to 3 kg of flour and times your brew."),
        new("KIT-BOTTLE", "Insulated bottle, 750 ml", "Kitchen", 3200, 240, ["travel", "outdoor"], "Keeps cold for a day and hot for half of one."),
        new("KIT-MUG-2", "Stoneware mugs, set of two", "Kitchen", 2600, 180, ["coffee", "tea"], "Thrown by hand, glazed in sea green; no two are the same."),

        new("HOM-LAMP", "Arc desk lamp", "Home", 8400, 70, ["desk", "light"], "Dimmable lamp from candle to daylight with an arm that stays where it is."),
        new("HOM-BLANKET", "Merino blanket", "Home", 11900, 60, ["wool"], "130 × 180 cm of merino wool, woven in herringbone."),
        new("HOM-PILLOW", "Buckwheat pillow", "Home", 4900, 90, ["sleep"], "Takes the shape of your neck and lets the air through."),
        new("HOM-CLOCK", "Silent wall clock", "Home", 3900, 100, ["decor"], "30 cm of birch and a movement that does not tick."),
        new("HOM-PLANT", "Self-watering planter", "Home", 2800, 140, ["plants"], "Waters a fern for three weeks from its own tank."),
        new("HOM-BASKET", "Seagrass basket", "Home", 3500, 110, ["storage"], "For laundry, toys or firewood; folds flat."),
        new("HOM-CANDLE", "Beeswax candles, set of six", "Home", 1900, 200, ["light"], "Burn for eight hours each and smell of honey."),

        new("OUT-TENT-2", "Ridge tent for two", "Outdoor", 32900, 35, ["camping"], "1.9 kg, stands in four minutes, dry in any weather."),
        new("OUT-BAG-0", "Down sleeping bag, 0 °C", "Outdoor", 21900, 40, ["camping"], "Traceable down, 780 g, packs to the size of a melon."),
        new("OUT-PACK-30", "Day pack, 30 litres", "Outdoor", 12900, 85, ["hiking", "travel"], "A back that breathes, a belt that carries, a rain cover in the bottom."),
        new("OUT-STOVE", "Pocket stove", "Outdoor", 4900, 120, ["camping"], "73 grams; boils half a litre in three minutes."),
        new("OUT-HEADLAMP", "Headlamp, 400 lumens", "Outdoor", 4400, 150, ["camping", "light"], "Rechargeable, waterproof, with a red light that spares the eyes."),
        new("OUT-POLES", "Folding trekking poles", "Outdoor", 8900, 65, ["hiking"], "Carbon, 240 g each, fold to 36 cm."),
        new("OUT-HAMMOCK", "Travel hammock", "Outdoor", 3900, 95, ["camping", "travel"], "Holds 200 kg, weighs 400 g, straps included."),
        new("OUT-FILTER", "Water filter", "Outdoor", 4600, 105, ["camping"], "Makes 4,000 litres of stream water safe to drink."),

        new("SPT-MAT", "Cork yoga mat", "Sports", 6900, 90, ["yoga"], "Cork on natural rubber; grips better the more you sweat."),
        new("SPT-SHOES-RUN", "Trail running shoes", "Sports", 13900, 120, ["running"], "6 mm drop, lugs that hold on wet rock. Sizes 36 to 47."),
        new("SPT-WATCH", "GPS sports watch", "Sports", 29900, 55, ["running", "watch"], "Two weeks on a charge, maps, and a barometer that is right."),
        new("SPT-KETTLEBELL", "Kettlebell, 16 kg", "Sports", 5900, 75, ["strength"], "Cast in one piece, powder-coated handle."),
        new("SPT-ROPE", "Speed rope", "Sports", 1900, 210, ["cardio"], "Steel cable with ball bearings, cut to length in a minute."),
        new("SPT-BIKE-LIGHT", "Bicycle lights, front and rear", "Sports", 5400, 130, ["cycling", "light"], "Seen from a kilometre; charge both from one cable."),
        new("SPT-HELMET", "City bicycle helmet", "Sports", 7900, 80, ["cycling"], "Rotational protection and a light in the back."),

        new("BOK-DDIA", "Data systems, an introduction", "Books", 4500, 160, ["software"], "How storage, replication and streams work, and when they do not."),
        new("BOK-COOK", "One pot, one hour", "Books", 2900, 140, ["cooking"], "120 dishes for the evenings after long days."),
        new("BOK-BIRDS", "Birds of the shore", "Books", 3400, 90, ["nature"], "A field guide with 400 paintings and a key that works."),
        new("BOK-MAPS", "An atlas of small islands", "Books", 3900, 70, ["travel"], "Fifty islands, their maps and the stories of those who stayed."),
        new("TOY-BLOCKS", "Maple building blocks", "Toys", 4900, 100, ["wood"], "100 blocks in nine shapes, sanded and oiled."),
        new("TOY-TRAIN", "Wooden train set", "Toys", 5900, 85, ["wood"], "Track for a figure of eight, a bridge, and a train of four wagons."),
        new("TOY-PUZZLE", "Night sky puzzle, 1,000 pieces", "Toys", 2400, 150, ["puzzle"], "The northern sky, accurate to the hour; glows in the dark."),
    ];
}
