using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using OrleansStore.Journal;

namespace OrleansStore.Api.Tests.Fuzz;

/// <summary>
/// A hundred thousand hostile requests, made out of the document that the shop serves: an address that is new is attacked
/// the day it is written.
/// </summary>
/// <remarks>The seed is in the output; <c>STORE_FUZZ_SEED</c> sets it, <c>STORE_FUZZ_REQUESTS</c> their number.</remarks>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private const int Connections = 16;

    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(20);

    /// <summary>Refusals that are given before a use case has begun; what a handler refuses in the same words is not counted for it either.</summary>
    private static readonly string[] Doorstep =
    [
        "unauthenticated", "forbidden", "notFound", "methodNotAllowed", "malformedJson", "validation", "bodyTooLarge", "unsupportedMediaType", "badRequest",
        "rateLimited", "overloaded",
    ];

    /// <summary>What the shop writes by itself, or to remember that it refused, or because it was asked to and answers everybody alike.</summary>
    private static readonly string[] Bookkeeping = ["idempotency.", "audit.", "sweeper.", "reminder.", "reconciliation.", "outbound.", "session.", "claim.", "customer.rejected", "customer.resetAsked"];

    private static readonly int Requests = int.Parse(Environment.GetEnvironmentVariable("STORE_FUZZ_REQUESTS") ?? "100000", CultureInfo.InvariantCulture);
    private static readonly int Seed = int.Parse(Environment.GetEnvironmentVariable("STORE_FUZZ_SEED") ?? "20260", CultureInfo.InvariantCulture);

    [Fact]
    public async Task A_hundred_thousand_hostile_requests_break_nothing()
    {
        await using var shop = new FuzzShop();
        await shop.InitializeAsync();
        var surface = new Surface((await shop.Guest.Get("/openapi/v1.json")).MustBe(200).Json);
        var scene = await Scene.SetAsync(shop);
        var before = await scene.LookAsync();
        var journal = shop.Services.GetRequiredService<IJournal>();
        var start = journal.Head;

        var (answers, memory) = await AttackAsync(shop, surface, scene.Targets);

        Report(answers, memory);
        var all = answers.ToList();
        all.Count.ShouldBe(Requests);
        all.Where(a => a.Trouble is not null).Select(a => $"Seed {Seed}: {a.Trouble}").Take(8).ShouldBeEmpty();
        (await scene.LookAsync()).Except(before).ShouldBeEmpty("What belongs to others has changed.");
        (await UnexplainedAsync(journal, start, all)).ShouldBeEmpty("Refused requests have written.");
        shop.Log.Lines.Where(line => line.StartsWith("Error", StringComparison.Ordinal) || line.StartsWith("Critical", StringComparison.Ordinal)).Take(5).ShouldBeEmpty("The log knows of errors.");
        memory.Later.ShouldBeLessThan(memory.Early + (64L << 20), "Memory grows.");
        (await shop.Guest.Get("/health/ready")).MustBe(200);
        all.Count(a => a.IsHandled).ShouldBeGreaterThanOrEqualTo(Requests * 60 / 100);
    }

    private static async Task<(ConcurrentQueue<Outcome> Answers, (long Early, long Later) Memory)> AttackAsync(FuzzShop shop, Surface surface, Targets targets)
    {
        var answers = new ConcurrentQueue<Outcome>();
        var early = 0L;
        // The caches are full after the first part, and the code is compiled.
        foreach (var (share, part) in new[] { (30, 0), (70, 1) })
        {
            var count = Requests * share / 100;
            await Task.WhenAll(Enumerable.Range(0, Connections).Select(async number =>
            {
                var mine = (count / Connections) + (number < count % Connections ? 1 : 0);
                var requests = new HostileRequests(surface, targets, new Random(HashCode.Combine(Seed, part, number) & int.MaxValue));
                using var connection = new RawConnection(shop.Port);
                for (var i = 0; i < mine; i++)
                {
                    var request = requests.Next();
                    try
                    {
                        answers.Enqueue(Judge(request, await connection.AskAsync(request, Hang)));
                    }
                    catch (Exception e)
                    {
                        throw new InvalidOperationException($"Seed {Seed}: {e.Message} after {request}", e);
                    }
                }
            }));
            if (part == 0) early = Used();
        }

        return (answers, (early, Used()));
    }

    private static long Used()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    /// <summary>Events for which no answer of success stands.</summary>
    private static async Task<List<string>> UnexplainedAsync(IJournal journal, long start, List<Outcome> all)
    {
        var told = all.Where(a => a.Position > 0 && a.Status is < 400 or 402).Select(a => a.Position).ToHashSet();
        // A registration tells no position, but which account it opened.
        var made = all.Where(a => a is { Status: 201, Made: not null }).Select(a => $"customer-{a.Made:N}").ToHashSet(StringComparer.Ordinal);
        var events = new List<StoredEvent>();
        for (var after = start; ;)
        {
            var page = await journal.ReadAllAsync(after, 1_000);
            if (page.Count == 0) break;
            events.AddRange(page);
            after = page[^1].Position;
        }

        return [.. events
            .GroupBy(e => e.CorrelationId)
            .Where(work => !work.All(IsBookkeeping) && !work.Any(e => told.Contains(e.Position) || made.Contains(e.Stream)))
            .Select(work => string.Join(", ", work.Select(e => $"{e.Position} {e.Type} of {e.Stream} by {e.Actor}")))
            .Take(10)];
    }

    private static bool IsBookkeeping(StoredEvent e) => e.Actor == "system" || Bookkeeping.Any(b => e.Type.StartsWith(b, StringComparison.Ordinal));

    /// <summary>What is kept of an answer; the requests themselves would be most of the memory.</summary>
    private static Outcome Judge(HostileRequest request, RawAnswer answer)
    {
        var isHandled = !answer.IsCut && (answer.Code is null ? answer.Status < 400 : !Doorstep.Contains(answer.Code));
        var trouble = answer switch
        {
            { Status: >= 500 } => "The store broke",
            { Status: > 0 and < 400 } when request.MustBeRefused => "Nonsense was taken",
            { IsCut: true } when request.Bytes.Length < 1_000_000 => "There was no answer",
            _ => null,
        };
        Guid? made = Guid.TryParse(answer.Location?[(answer.Location.LastIndexOf('/') + 1)..], out var id) ? id : null;
        return new Outcome(answer.Status, answer.Code, answer.Position, made, isHandled, trouble is null ? null : $"{trouble}: {answer.Status} {answer.Code} for {request}");
    }

    private void Report(IReadOnlyCollection<Outcome> answers, (long Early, long Later) memory)
    {
        output.WriteLine($"Seed {Seed}. {answers.Count(a => a.IsHandled) * 100.0 / answers.Count:F1} % of {answers.Count} requests reached a handler's own code.");
        output.WriteLine($"Memory {memory.Early >> 20} MB after 30 %, {memory.Later >> 20} MB at the end.");
        foreach (var kind in answers.GroupBy(a => $"{a.Status} {a.Code}").OrderByDescending(k => k.Count())) output.WriteLine($"{kind.Count(),7} {kind.Key}");
    }

    private sealed record Outcome(int Status, string? Code, long Position, Guid? Made, bool IsHandled, string? Trouble);
}
