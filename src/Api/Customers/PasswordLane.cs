using System.Threading.Channels;
using OrleansStore.Silo.Configuration;
using Hasher = Microsoft.AspNetCore.Identity.PasswordHasher<object>;
using Verification = Microsoft.AspNetCore.Identity.PasswordVerificationResult;

namespace OrleansStore.Api.Customers;

/// <summary>
/// Hashes and checks passwords on threads of their own. One takes some 50 ms of a core: on the thread pool a handful of
/// logins would hold up everybody else's requests.
/// </summary>
public sealed class PasswordLane : IDisposable
{
    private readonly Hasher hasher = new();
    private readonly Channel<Action> waiting;
    private readonly Lazy<Thread[]> threads;
    private readonly Lazy<string> nobodysHash;

    /// <summary>Half of the cores, at least one; the threads start with the first password.</summary>
    public PasswordLane(StoreOptions options)
    {
        waiting = Channel.CreateBounded<Action>(options.Limits.WaitingPasswords);
        threads = new(() => [.. Enumerable.Range(0, Math.Max(1, Environment.ProcessorCount / 2)).Select(Start)]);
        nobodysHash = new(() => hasher.HashPassword(this, Guid.NewGuid().ToString()));
    }

    /// <summary>Salts and stretches a password.</summary>
    /// <exception cref="LaneFullException">Too many wait.</exception>
    public Task<string> HashAsync(string password) => RunAsync(() => hasher.HashPassword(this, password));

    /// <summary>Checks a password; takes as long when there is no account (no hash) to check it against.</summary>
    /// <exception cref="LaneFullException">Too many wait.</exception>
    public Task<bool> VerifyAsync(string? hash, string password) => RunAsync(() =>
        hasher.VerifyHashedPassword(this, hash ?? nobodysHash.Value, password) != Verification.Failed && hash is not null);

    /// <summary>Ends the threads.</summary>
    public void Dispose() => waiting.Writer.TryComplete();

    private Task<T> RunAsync<T>(Func<T> work)
    {
        _ = threads.Value;
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        return waiting.Writer.TryWrite(() => Complete(done, work)) ? done.Task : throw new LaneFullException();
    }

    private static void Complete<T>(TaskCompletionSource<T> done, Func<T> work)
    {
        try
        {
            done.SetResult(work());
        }
        catch (Exception e)
        {
            done.SetException(e);
        }
    }

    private Thread Start(int number)
    {
        var thread = new Thread(Work) { IsBackground = true, Name = $"passwords {number}" };
        thread.Start();
        return thread;
    }

    private void Work()
    {
        while (waiting.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (waiting.Reader.TryRead(out var work)) work();
        }
    }
}

/// <summary>More passwords wait to be checked than the limit allows.</summary>
public sealed class LaneFullException() : Exception("Too many passwords wait to be checked.");
