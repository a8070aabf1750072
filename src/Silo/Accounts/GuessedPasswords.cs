using System.Collections.Frozen;

namespace OrleansStore.Silo.Accounts;

/// <summary>Passwords that guessers try first, of those that are long enough; in lower case.</summary>
internal static class GuessedPasswords
{
    /// <summary>All of them.</summary>
    public static FrozenSet<string> All { get; } = FrozenSet.Create(
        StringComparer.Ordinal,
    [
        "!@#$%^&*", "!@#$%^&*()", "!q2w3e4r", "!qaz2wsx", "00000000", "000000000", "0123456789", "0987654321", "10203040", "102030405", "11111111",
        "111111111", "1111111111", "11223344", "1122334455", "12121212", "123123123", "123321123", "12341234", "12344321", "123454321", "1234554321",
        "123456654321", "12345678", "123456789", "1234567890", "12345678910", "123456789a", "123456789q", "12345678a", "12345678q", "12345679",
        "1234567a", "123456aa", "123456ab", "123456abc", "123456qwerty", "12345abc", "12345qwert", "12345qwerty", "1234abcd", "1234qwer",
        "123654789", "123abc123", "123qwe123", "123qweasd", "12qwaszx", "13579246", "147258369", "147852369", "159357456", "1a2b3c4d", "1q2w3e4r",
        "1q2w3e4r5t", "1q2w3e4r5t6y", "1qaz!qaz", "1qaz2wsx", "1qaz2wsx3edc", "1qaz@wsx", "1qazxsw2", "22222222", "2wsx3edc", "31415926",
        "314159265", "33333333", "44444444", "55555555", "66666666", "741852963", "77777777", "789456123", "87654321", "88888888", "88888888a",
        "963852741", "987456321", "987654321", "9876543210", "99999999", "a1234567", "a12345678", "a123456789", "aa123456", "aa12345678", "abc12345",
        "abc123456", "abc1234567", "abcd1234", "abcd12345", "abcdef123", "abcdefg1", "abcdefgh", "abcdefghi", "abcdefghij", "access123", "access14",
        "admin123", "admin1234", "admin12345", "admin123456", "admin@123", "adminadmin", "administrator", "administrator1", "alejandro", "alexander",
        "alexandra", "america1", "anthony1", "apple123", "aqswdefr", "arsenal1", "asd123456", "asdf1234", "asdfasdf", "asdfghjk", "asdfghjkl",
        "asdfghjklö", "asdfqwer", "asdqwe123", "austria1", "autumn2025", "autumn2026", "azerty123", "azertyui", "azertyuiop", "babygirl",
        "babygirl1", "barcelona", "barcelona1", "baseball", "baseball1", "basketball", "batman123", "bayern123", "benjamin", "berlin123",
        "bestellung", "bigdaddy", "blessed1", "blink182", "butterfly", "california", "changeit", "changeme", "changeme1", "changeme123", "charlie1",
        "charlie123", "cheese123", "chelsea1", "chocolate", "christian", "christopher", "computer", "computer1", "correcthorsebatterystaple",
        "corvette", "cowboys1", "customer", "customer1", "daniel123", "danielle", "darling1", "december", "default1", "demo1234", "deutschland",
        "dragon12", "dragon123", "einkaufen", "elizabeth", "facebook", "facebook1", "familie1", "family123", "february", "ferrari1", "football",
        "football1", "forever1", "francesco", "freedom1", "friends1", "friendship", "gabriela", "geheim123", "germany1", "godisgood", "google123",
        "guest123", "guest1234", "hallo123", "hallo1234", "hallo12345", "hallohallo", "hamburg1", "heaven123", "hockey123", "hunter22",
        "ichliebedich", "ilovegod", "ilovemom", "iloveu123", "iloveyou", "iloveyou1", "iloveyou12", "iloveyou123", "iloveyou2", "internet",
        "internet1", "iphone123", "isabella", "january1", "jennifer", "jessica1", "jesus123", "jesuschrist", "jonathan", "jordan23", "juventus",
        "kennwort", "kennwort1", "killer123", "lakers24", "letmein!", "letmein1", "letmein12", "letmein123", "letmeinnow", "liebling", "linkedin",
        "liverpool", "liverpool1", "london123", "lovelove", "lovely123", "loveyou1", "manchester", "master12", "master123", "masterkey", "matthew1",
        "maverick", "maximilian", "mercedes", "metallica", "mexico123", "michael1", "michael123", "michelle", "michelle1", "midnight", "minecraft",
        "minecraft1", "monkey12", "monkey123", "moonlight", "mustang1", "mysecret", "naruto123", "newyork1", "nicholas", "nirvana1", "november",
        "onlineshop", "opensesame", "orleans1", "orleansstore", "p@ssw0rd", "p@ssw0rd1", "p@ssword", "p@ssword1", "pa$$word", "pa55word", "passport",
        "passw0rd", "password", "password!", "password1", "password1!", "password12", "password123", "password123!", "password1234", "password12345",
        "password123456", "passwort", "passwort1", "passwort12", "passwort123", "patrick1", "pokemon1", "pokemon123", "porsche1", "princess",
        "princess1", "princess123", "pussycat", "q1w2e3r4", "q1w2e3r4t5", "q1w2e3r4t5y6", "qawsedrf", "qazwsx123", "qazwsxedc", "qazxswedc",
        "qwe12345", "qwe123qwe", "qweasd123", "qweasdzxc", "qweqweqwe", "qwer1234", "qwert123", "qwert1234", "qwert12345", "qwerty!1", "qwerty1!",
        "qwerty12", "qwerty123", "qwerty1234", "qwerty12345", "qwerty123456", "qwertyui", "qwertyuio", "qwertyuiop", "qwertyuiop123", "qwertz123",
        "qwertz1234", "qwertzui", "qwertzuio", "qwertzuiop", "realmadrid", "root1234", "rootroot", "samantha", "samsung1", "samsung123", "schatz123",
        "schweiz1", "scorpion", "sebastian", "secret12", "secret123", "security", "september", "shadow12", "shadow123", "shop1234", "shopping",
        "shopping1", "slipknot", "snoopy123", "soccer123", "softball", "sommer2024", "sommer2025", "sommer2026", "sonnenschein", "spiderman",
        "spiderman1", "spring2025", "spring2026", "starwars", "starwars1", "steelers", "stephanie", "store123", "summer01", "summer12", "summer123",
        "summer2024", "summer2025", "summer2026", "sunshine", "sunshine1", "superman", "superman1", "superman123", "sweetheart", "swordfish",
        "test1234", "test12345", "test123456", "testing1", "testing123", "testtest", "thunder1", "tigger123", "toor1234", "topsecret", "trustno1",
        "trustnoone", "twitter1", "user1234", "username", "valentina", "veronica", "victoria", "volleyball", "warenkorb", "welcome1", "welcome1!",
        "welcome12", "welcome123", "welcome2024", "welcome2025", "welcome2026", "whatever", "whatever1", "whatsapp", "willkommen", "willkommen1",
        "winter2024", "winter2025", "winter2026", "yankees1", "youtube1", "yxcvbnm1", "zaq12wsx", "zaq1xsw2", "zaq1zaq1", "zxcvasdf", "zxcvbnm,",
        "zxcvbnm1", "zxcvbnm123", "zxcvbnmm",
    ]);
}
