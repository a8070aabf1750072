namespace OrleansStore.Soak;

/// <summary>One promise, held to at full size by a program that is built with this one.</summary>
/// <param name="Promise">What must hold.</param>
/// <param name="Program">The project whose program is started.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="Size">The environment variable with the size that the build server runs scaled down; null when it runs in full there too.</param>
internal sealed record Stage(string Name, string Promise, string Program, string[] Arguments, (string Name, string Value)? Size)
{
    /// <summary>All of them, the quickest first.</summary>
    public static IReadOnlyList<Stage> All { get; } =
    [
        new("rush", "200 buyers at once for 50 pieces: 50 paid, 150 refused, none pending", "Api.Tests",
            ["-noColor", "-method", "*.Two_hundred_buyers_of_fifty_pieces_are_fifty_paid_and_one_hundred_and_fifty_refused"], null),
        new("key", "one Idempotency-Key on 50 connections at once: one order", "Api.Tests",
            ["-noColor", "-method", "*.Fifty_connections_at_once_with_one_key_make_one_order"], null),
        new("cut", "a hub client that is cut off for a minute gets every version once, in order", "Api.Tests",
            ["-noColor", "-method", "*.A_client_that_was_cut_off_gets_the_updates_of_all_its_orders_once_when_it_returns_in_order"], ("STORE_SOAK_AWAY_SECONDS", "60")),
        new("coupon", "1,000 customers at once for a coupon with 100 uses: exactly 100 get it", "Api.Tests",
            ["-noColor", "-method", "*.Of_a_hundred_customers_racing_for_a_coupon_with_ten_uses_exactly_ten_get_it"], ("STORE_SOAK_COUPON_CUSTOMERS", "1000")),
        new("unpaid", "500 orders left unpaid expire while 500 buyers wait for their pieces: each piece is sold once, to who pays", "Api.Tests",
            ["-noColor", "-method", "*.While_many_leave_their_orders_unpaid_every_piece_is_sold_once_to_who_pays"], ("STORE_SOAK_UNPAID_ORDERS", "500")),
        new("guessing", "passwords of 1,000 accounts guessed on 50 connections for half a minute: hashing keeps its bound, and the shop sells", "Api.Tests",
            ["-noColor", "-showLiveOutput", "-class", "OrleansStore.Api.Tests.Customers.GuessingTests"], ("STORE_SOAK_GUESSING_SECONDS", "30")),
        new("missed", "a webhook receiver that was down for 200 orders gets everything later, in order per order, once per id", "Api.Tests",
            ["-noColor", "-method", "*.A_receiver_that_was_down_for_a_while_gets_everything_later_in_order_per_order_and_once_per_id"], ("STORE_SOAK_MISSED_ORDERS", "200")),
        new("import", "a file of 100,000 products streams in within 200 MB of extra memory and reports its progress", "Api.Tests",
            ["-noColor", "-showLiveOutput", "-class", "OrleansStore.Api.Tests.Imports.ImportMemoryTests"], ("STORE_SOAK_IMPORT_ROWS", "100000")),
        new("writers", "8 writers on 1,000 streams of PostgreSQL for a minute: a reader sees every event once, in position order", "Journal.Tests",
            ["-noColor", "-class", "OrleansStore.Journal.Tests.Postgres.PostgresWritersTests"], ("STORE_SOAK_WRITERS_SECONDS", "60")),
        new("database", "20 times SIGKILL on PostgreSQL under load: nothing acknowledged is lost, nothing is written twice", "Journal.Tests",
            ["-noColor", "-method", "*.Nothing_acknowledged_is_lost_or_doubled_when_the_server_is_killed_again_and_again"], ("STORE_SOAK_DATABASE_KILLS", "20")),
        new("seeds", "5,000 simulated shopping days with crashes and lost messages keep every promise", "Simulation",
            ["--seeds", "1", "5000"], null),
        new("kills", "100 times kill -9 under load: nothing acknowledged is lost, stock and payments agree", "Api.Tests",
            ["-noColor", "-class", "OrleansStore.Api.Tests.Crash.KillTests"], ("STORE_SOAK_KILLS", "100")),
        new("histories", "25 pasts made up by chance, taken in by processes that come and go while read models are made anew, on both databases: every answer is that of a fold of the journal", "ReadModels.Tests",
            ["-noColor", "-class", "OrleansStore.ReadModels.Tests.Projections.RandomHistoryTests"], ("STORE_SOAK_HISTORIES", "25")),
        new("read-models", "15 times kill -9 while all read models are made anew under load, on both databases: made anew under load again, each is what the journal comes to", "Api.Tests",
            ["-noColor", "-class", "OrleansStore.Api.Tests.Crash.ReadModelKillTests"], ("STORE_SOAK_READ_MODEL_KILLS", "15")),
        new("outage", "20 times kill -9 of PostgreSQL while a shop is bought in: no acknowledged order is lost, buyers are told to come back", "Api.Tests",
            ["-noColor", "-class", "OrleansStore.Api.Tests.Crash.DatabaseKillTests"], ("STORE_SOAK_OUTAGES", "20")),
        new("hubs", "10,000 open hub connections in one process, each gets each broadcast", "Benchmarks",
            ["store/hubs"], null),
    ];
}
