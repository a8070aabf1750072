using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using OrleansStore.Api.Customers;
using OrleansStore.Contracts;
using OrleansStore.Contracts.ApiKeys;

namespace OrleansStore.Api.Access;

/// <summary>The API keys as this node knows them: <c>osk_</c>, the key's id, and a secret of which only the hash is kept.</summary>
/// <remarks>What another node revokes is refused here after <see cref="Fresh"/> at the latest; what it issues is known here within a second.</remarks>
internal sealed partial class ApiKeys(IGrainFactory grains, IIdSource ids, TimeProvider time, ILogger<ApiKeys> logger)
{
    /// <summary>What every key begins with, so that people and scanners know one when they see it.</summary>
    public const string Prefix = "osk_";

    /// <summary>How long the keys that were read last count.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromSeconds(15);

    /// <summary>How often somebody who shows an unknown key can have all keys read again.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private const int IdDigits = 32;
    private const int SecretBytes = 32;

    private readonly ConcurrentDictionary<Guid, DateTimeOffset> noted = new();
    private readonly Lock gate = new();
    private Task<Ring>? reading;
    private volatile Ring? ring;
    private volatile bool stale;

    private IApiKeysGrain Keys => grains.GetGrain<IApiKeysGrain>(IApiKeysGrain.Key);

    /// <summary>Makes a key's text and what it is checked against.</summary>
    public static (string Text, string Hash) Make(Guid id)
    {
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        return ($"{Prefix}{id:N}_{secret}", Convert.ToHexStringLower(Hash(secret)));
    }

    /// <summary>Whose key it is; null when it is none of this store's, was revoked or has expired.</summary>
    public async ValueTask<Caller?> OpenAsync(string text)
    {
        if (!TryRead(text, out var id, out var secret)) return null;
        var known = ring is { } read && IsFresh(read) ? read : await ReadAsync();
        // It may have been issued elsewhere just now.
        if (!known.Keys.ContainsKey(id) && time.GetElapsedTime(known.ReadAt) >= Pause) known = await ReadAsync();
        if (!known.Keys.TryGetValue(id, out var key) || !CryptographicOperations.FixedTimeEquals(key.Hash, Hash(secret))) return null;
        var now = time.GetUtcNow();
        if (key.ExpiresAt <= now) return null;
        Note(id, key, now);
        return Caller.Of(id, key.Permissions);
    }

    /// <summary>The keys have changed here: the next call reads them anew.</summary>
    public void Forget() => stale = true;

    /// <summary>Whether a key that was good still is, as far as this node knows; what it knows is never old for long.</summary>
    public bool IsGood(Guid id)
    {
        if (ring is not { } read) return true;
        if (!IsFresh(read)) _ = RenewAsync();
        return read.Keys.TryGetValue(id, out var key) && !(key.ExpiresAt <= time.GetUtcNow());
    }

    private bool IsFresh(Ring read) => !stale && time.GetElapsedTime(read.ReadAt) < Fresh;

    private async Task RenewAsync()
    {
        try
        {
            await ReadAsync();
        }
        catch (Exception e)
        {
            LogNotRead(e.Message);
        }
    }

    private static bool TryRead(string text, out Guid id, out string secret)
    {
        (id, secret) = (default, "");
        if (text.Length <= Prefix.Length + IdDigits + 1 || text.Length > 200 || text[Prefix.Length + IdDigits] != '_') return false;
        secret = text[(Prefix.Length + IdDigits + 1)..];
        return text.StartsWith(Prefix, StringComparison.Ordinal) && Guid.TryParseExact(text.AsSpan(Prefix.Length, IdDigits), "N", out id);
    }

    private static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    /// <summary>Reads all keys; those who ask at the same time share it.</summary>
    private Task<Ring> ReadAsync()
    {
        lock (gate)
        {
            // One that is under way may have been answered before the keys changed.
            if (stale || reading is not { IsCompleted: false }) reading = ReadNowAsync();
            return reading;
        }
    }

    private async Task<Ring> ReadNowAsync()
    {
        stale = false;
        var at = time.GetTimestamp();
        var all = (await Keys.GetRing()).Value!.Keys;
        var read = new Ring(at, all.ToFrozenDictionary(k => k.Key.Id, k => new Known(
            Convert.FromHexString(k.Hash), Grants.Of(k.Key.Scopes), k.Key.ExpiresAt, k.Key.LastUsedAt)));
        lock (gate)
        {
            if (ring is not { } newer || newer.ReadAt <= at) ring = read;
        }

        return read;
    }

    /// <summary>Has the use written down, once in a while; nobody waits for it.</summary>
    private void Note(Guid id, Known key, DateTimeOffset now)
    {
        var last = noted.TryGetValue(id, out var here) ? here : key.LastUsedAt;
        if (last is { } at && now - at < ApiKeyLimits.UsedEvery) return;
        if (noted.Count > ApiKeyLimits.Keys) noted.Clear();
        noted[id] = now;
        _ = NoteAsync(id);
    }

    private async Task NoteAsync(Guid id)
    {
        try
        {
            var command = ids.NewId();
            await Keys.NoteUse(new NoteApiKeyUse(new CommandContext(command, command, Actors.ApiKey(id)), id));
        }
        catch (Exception e)
        {
            LogNotNoted(id, e.Message);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The use of API key {Id} could not be written down: {Reason}")]
    private partial void LogNotNoted(Guid id, string reason);

    [LoggerMessage(LogLevel.Warning, "API keys could not be read: {Reason}")]
    private partial void LogNotRead(string reason);

    private sealed record Ring(long ReadAt, FrozenDictionary<Guid, Known> Keys);

    private sealed record Known(byte[] Hash, Permissions Permissions, DateTimeOffset? ExpiresAt, DateTimeOffset? LastUsedAt);
}
