using System.Collections.Immutable;
using OrleansStore.Contracts.Idempotency;
using OrleansStore.Grains.Tests.Cluster;

namespace OrleansStore.Grains.Tests.Idempotency;

public sealed class IdempotencyTests(StoreCluster store)
{
    private static readonly ImmutableArray<byte> Print = [1, 2, 3];

    private static readonly StoredResponse Response = new(201, "application/json", [123, 125], ImmutableDictionary<string, string>.Empty);

    private readonly Guid _command = store.NewId();

    private IIdempotencyGrain Key => store.Grains.GetGrain<IIdempotencyGrain>($"{_command:N}");

    [Fact]
    public async Task A_request_runs_once_and_its_repeats_get_its_answer()
    {
        (await Key.Begin(Print, _command)).ShouldBe(new IdempotencyTicket(IdempotencyVerdict.Run, _command, null));
        (await Key.Begin(Print, store.NewId())).ShouldBe(new IdempotencyTicket(IdempotencyVerdict.Running, _command, null));
        await Key.Complete(Response, Some.Customer);
        Dump.Of(await Key.Begin(Print, store.NewId())).ShouldBe(Dump.Of(new IdempotencyTicket(IdempotencyVerdict.Replay, _command, Response)));
        await store.DeactivateAsync(Key);
        Dump.Of(await Key.Begin(Print, store.NewId())).ShouldBe(Dump.Of(new IdempotencyTicket(IdempotencyVerdict.Replay, _command, Response)));
    }

    [Fact]
    public async Task The_first_answer_stays()
    {
        await Key.Begin(Print, _command);
        await Key.Complete(Response, Some.Customer);
        await Key.Complete(Response with { Status = 500 }, Some.Customer);
        (await Key.Begin(Print, _command)).Response.ShouldNotBeNull().Status.ShouldBe(201);
    }

    [Fact]
    public async Task Another_request_with_the_key_is_told_so()
    {
        await Key.Begin(Print, _command);
        (await Key.Begin([9], store.NewId())).Verdict.ShouldBe(IdempotencyVerdict.Mismatch);
        await Key.Complete(Response, Some.Customer);
        (await Key.Begin([9], store.NewId())).Verdict.ShouldBe(IdempotencyVerdict.Mismatch);
    }

    [Fact]
    public async Task A_request_that_failed_runs_again_with_the_same_command()
    {
        await Key.Begin(Print, _command);
        await Key.Abandon();
        (await Key.Begin(Print, store.NewId())).ShouldBe(new IdempotencyTicket(IdempotencyVerdict.Run, _command, null));
    }

    [Fact]
    public async Task A_request_whose_node_died_runs_again_with_the_same_command()
    {
        await Key.Begin(Print, _command);
        await store.DeactivateAsync(Key);
        (await Key.Begin(Print, store.NewId())).ShouldBe(new IdempotencyTicket(IdempotencyVerdict.Run, _command, null));

        store.Time.Advance(IdempotencyLimits.Running);
        (await Key.Begin(Print, store.NewId())).ShouldBe(new IdempotencyTicket(IdempotencyVerdict.Run, _command, null));
    }

    [Fact]
    public async Task What_another_activation_began_stands()
    {
        var other = store.NewId();
        await Key.Abandon();
        (await BeginElsewhereAsync(new IdempotencyBegun(Convert.ToBase64String(Print.AsSpan()), other), 0)).ShouldBeTrue();

        (await Key.Begin(Print, _command)).ShouldBe(new IdempotencyTicket(IdempotencyVerdict.Run, other, null));
        (await store.NamesOfAsync($"idempotency-{_command:N}")).ShouldBe(["idempotency.begun.v1"]);
    }

    [Fact]
    public async Task What_another_activation_began_for_another_request_is_a_mismatch()
    {
        await Key.Abandon();
        (await BeginElsewhereAsync(new IdempotencyBegun("CQ==", store.NewId()), 0)).ShouldBeTrue();

        (await Key.Begin(Print, _command)).Verdict.ShouldBe(IdempotencyVerdict.Mismatch);
    }

    [Fact]
    public async Task What_another_activation_completed_is_answered()
    {
        await Key.Abandon();
        (await BeginElsewhereAsync(new IdempotencyBegun(Convert.ToBase64String(Print.AsSpan()), store.NewId()), 0)).ShouldBeTrue();
        (await BeginElsewhereAsync(new IdempotencyCompleted(Response), 1)).ShouldBeTrue();

        (await Key.Begin(Print, _command)).Verdict.ShouldBe(IdempotencyVerdict.Replay);
    }

    [Fact]
    public async Task A_key_is_free_again_after_its_time()
    {
        await Key.Begin(Print, _command);
        await Key.Complete(Response, Some.Customer);
        store.Time.Advance(IdempotencyLimits.Kept + TimeSpan.FromSeconds(1));
        var command = store.NewId();
        (await Key.Begin([9], command)).ShouldBe(new IdempotencyTicket(IdempotencyVerdict.Run, command, null));
    }

    private Task<bool> BeginElsewhereAsync(IdempotencyEvent @event, int version) =>
        store.AppendAsync($"idempotency-{_command:N}", version, @event);
}
