using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Threading.Channels;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using OrleansStore.Silo.Accounts;
using OrleansStore.Silo.Metrics;

namespace OrleansStore.Api.Customers;

/// <summary>
/// Hashes and checks passwords on threads of their own. One takes some 100 ms of a core: on the thread pool a handful of
/// logins would hold up everybody else's requests.
/// </summary>
public sealed class PasswordLane : IDisposable
{
    private readonly PasswordHasher<object> hasher;
    private readonly int iterations;
    private readonly Channel<Action> queue;
    private readonly Lazy<Thread[]> threads;
    private readonly Lazy<string> nobodysHash;
    private int running;
    private int mostRunning;

    /// <summary>Half of the cores, at least one; the threads start with the first password.</summary>
    public PasswordLane(Silo.Configuration.StoreOptions options, AccountCosts costs, StoreMeter meter)
    {
        iterations = costs.Iterations;
        hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = iterations }));
        queue = Channel.CreateBounded<Action>(options.Limits.WaitingPasswords);
        threads = new(() => [.. Enumerable.Range(0, Bound).Select(Start)]);
        nobodysHash = new(() => hasher.HashPassword(this, Guid.NewGuid().ToString()));
        meter.Add("store.passwords.running", () => Running, "Passwords that are hashed now.");
        meter.Add("store.passwords.waiting", () => Waiting, "Passwords that wait to be hashed.");
    }

    /// <summary>Passwords that are hashed at once at most.</summary>
    public static int Bound { get; } = Math.Max(1, Environment.ProcessorCount / 2);

    /// <summary>Passwords that are hashed now.</summary>
    public int Running => Volatile.Read(ref running);

    /// <summary>The most there ever were.</summary>
    public int MostRunning => Volatile.Read(ref mostRunning);

    /// <summary>Passwords that wait.</summary>
    public int Waiting => queue.Reader.Count;

    /// <summary>Salts and stretches a password.</summary>
    /// <exception cref="LaneFullException">Too many wait.</exception>
    public Task<string> HashAsync(string password) => RunAsync(() => hasher.HashPassword(this, PasswordPolicy.Normalise(password)));

    /// <summary>Checks a password; takes as long when there is no account (no hash) to check it against.</summary>
    /// <exception cref="LaneFullException">Too many wait.</exception>
    public Task<PasswordVerdict> VerifyAsync(string? hash, string password) => RunAsync(() =>
    {
        var verdict = Verify(hash ?? nobodysHash.Value, PasswordPolicy.Normalise(password));
        return hash is null ? PasswordVerdict.Wrong : verdict;
    });

    /// <summary>Ends the threads.</summary>
    public void Dispose() => queue.Writer.TryComplete();

    private PasswordVerdict Verify(string hash, string password)
    {
        var verified = hasher.VerifyHashedPassword(this, hash, password);
        // An old hash is checked faster than nobody's: the rest is made up for, so that the time does not tell of an old account.
        if (IterationsOf(hash) is var known && known < iterations)
            Rfc2898DeriveBytes.Pbkdf2(password, new byte[16], iterations - known, HashAlgorithmName.SHA512, 32);
        return verified switch
        {
            PasswordVerificationResult.Success => PasswordVerdict.Right,
            PasswordVerificationResult.SuccessRehashNeeded => PasswordVerdict.RightButWeak,
            _ => PasswordVerdict.Wrong,
        };
    }

    /// <summary>The format says it behind its mark and the algorithm; an older one has another mark and fewer rounds.</summary>
    private static int IterationsOf(string hash)
    {
        Span<byte> bytes = stackalloc byte[256];
        return Convert.TryFromBase64String(hash, bytes, out var length) && length > 9 && bytes[0] == 1 ? (int)BinaryPrimitives.ReadUInt32BigEndian(bytes[5..]) : 0;
    }

    private Task<T> RunAsync<T>(Func<T> work)
    {
        _ = threads.Value;
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        return queue.Writer.TryWrite(() => Complete(done, work)) ? done.Task : throw new LaneFullException();
    }

    private void Complete<T>(TaskCompletionSource<T> done, Func<T> work)
    {
        var now = Interlocked.Increment(ref running);
        for (var most = MostRunning; now > most; most = MostRunning) Interlocked.CompareExchange(ref mostRunning, now, most);
        try
        {
            done.SetResult(work());
        }
        catch (Exception e)
        {
            done.SetException(e);
        }
        finally
        {
            Interlocked.Decrement(ref running);
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
        // On a machine whose cores are all busy, each thread gets its share, and a hash wants all of a core: purchases, which
        // are many small pieces of work on many threads, would be the ones that wait.
        Niceness.GiveWay();
        while (queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (queue.Reader.TryRead(out var work)) work();
        }
    }
}

/// <summary>What became of a check.</summary>
public enum PasswordVerdict
{
    /// <summary>It is another one, or there is no account.</summary>
    Wrong,

    /// <summary>It is the one.</summary>
    Right,

    /// <summary>It is the one, and its hash is faster than is advised today.</summary>
    RightButWeak,
}

/// <summary>More passwords wait to be checked than the limit allows.</summary>
public sealed class LaneFullException() : Exception("Too many passwords wait to be checked.");
