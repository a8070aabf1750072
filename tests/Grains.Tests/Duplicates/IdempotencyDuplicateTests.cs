using System.Collections.Immutable;
using OrleansStore.Contracts.Idempotency;
using OrleansStore.Grains.Tests.Checkout;
using OrleansStore.Grains.Tests.Cluster;

namespace OrleansStore.Grains.Tests.Duplicates;

public abstract class IdempotencyDuplicateTests(Twins store)
{
    private static readonly ImmutableArray<byte> Print = [1, 2, 3];

    private readonly string _key = $"{store.NewId():N}";

    [Fact]
    public async Task One_key_on_both_at_once_is_one_order()
    {
        for (var round = 0; round < 10; round++)
        {
            var purchase = await Purchase.NewAsync(store.One);
            var key = $"{store.NewId():N}";
            var answers = await store.BothAsync(async silo =>
            {
                var ticket = await silo.Grains.GetGrain<IIdempotencyGrain>(key).Begin(Print, store.NewId());
                ticket.Verdict.ShouldBe(IdempotencyVerdict.Run);
                var command = new CommandContext(ticket.CommandId, ticket.CommandId, Actors.Guest);
                // The order's id follows from the command's, as in the API.
                return (ticket.CommandId, (await purchase.At(silo).Checkout.Start(purchase.Start(Some.Card) with { Context = command })).Value!.Order!);
            });

            answers.One.CommandId.ShouldBe(answers.Other.CommandId);
            answers.One.Item2.Number.ShouldBe(answers.Other.Item2.Number);
            store.One.Ledger.Read().Count(e => e.OrderId == purchase.OrderId).ShouldBe(2);
            (await store.CountAsync($"idempotency-{key}")).ShouldBe(1);
        }
    }

    [Fact]
    public async Task The_first_answer_is_everybodys()
    {
        await store.BothAsync(silo => Key(silo).Begin(Print, store.NewId()));
        await Task.WhenAll(Key(store.One).Complete(Response(201), Some.Customer), Key(store.Other).Complete(Response(409), Some.Customer));

        var (one, other) = await store.BothAsync(silo => Key(silo).Begin(Print, store.NewId()));
        (one.Verdict, other.Verdict).ShouldBe((IdempotencyVerdict.Replay, IdempotencyVerdict.Replay));
        one.Response.ShouldNotBeNull().Status.ShouldBe(other.Response.ShouldNotBeNull().Status);
        (await store.CountAsync($"idempotency-{_key}")).ShouldBe(2);
    }

    /// <summary>One that has not heard of the answer has the request run again: with the first one's command, whose receivers know it.</summary>
    [Fact]
    public async Task A_request_that_was_answered_elsewhere_runs_again_at_most_with_the_same_command()
    {
        var (one, _) = await store.BothAsync(silo => Key(silo).Begin(Print, store.NewId()));
        await Key(store.Other).Abandon();
        await Key(store.One).Complete(Response(201), Some.Customer);

        (await Key(store.Other).Begin(Print, store.NewId())).CommandId.ShouldBe(one.CommandId);
        await Key(store.Other).Complete(Response(409), Some.Customer);
        (await Key(store.Other).Begin(Print, store.NewId())).Response.ShouldNotBeNull().Status.ShouldBe(201);
    }

    [Fact]
    public async Task Another_request_with_the_key_is_told_so_by_either()
    {
        await Key(store.Other).Abandon();
        await Key(store.One).Begin(Print, store.NewId());
        (await Key(store.Other).Begin([9], store.NewId())).Verdict.ShouldBe(IdempotencyVerdict.Mismatch);
    }

    private IIdempotencyGrain Key(StoreCluster silo) => silo.Grains.GetGrain<IIdempotencyGrain>(_key);

    private static StoredResponse Response(int status) => new(status, "application/json", [123, 125], ImmutableDictionary<string, string>.Empty);
}

public sealed class IdempotencyInMemoryTests(MemoryTwins store) : IdempotencyDuplicateTests(store);

public sealed class IdempotencyOnSqliteTests(SqliteTwins store) : IdempotencyDuplicateTests(store);
