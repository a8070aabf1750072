using System.Buffers.Binary;
using System.Net;
using OrleansStore.Api.Customers;

namespace OrleansStore.Api.Limits;

/// <summary>Who has a bucket.</summary>
internal readonly record struct LimitKey(byte Kind, ulong High, ulong Low)
{
    private const byte Account = 1;
    private const byte Address4 = 2;
    private const byte Address6 = 3;

    /// <summary>Of an account, an API key or a guest's order.</summary>
    public static LimitKey Of(Guid user)
    {
        Span<byte> bytes = stackalloc byte[16];
        user.TryWriteBytes(bytes);
        return new LimitKey(Account, BinaryPrimitives.ReadUInt64LittleEndian(bytes), BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]));
    }

    /// <summary>
    /// Of a client's address: of IPv6 the first half, as one household or server has a whole network of them. Null for this
    /// machine itself, where operators' tools run and proxies that are not named.
    /// </summary>
    public static LimitKey? Of(IPAddress? address)
    {
        if (address is null || IPAddress.IsLoopback(address)) return null;
        Span<byte> bytes = stackalloc byte[16];
        if (!address.TryWriteBytes(bytes, out var length)) return null;
        if (length == 4) return new LimitKey(Address4, 0, BinaryPrimitives.ReadUInt32BigEndian(bytes));
        if (!address.IsIPv4MappedToIPv6) return new LimitKey(Address6, BinaryPrimitives.ReadUInt64BigEndian(bytes), 0);
        return IPAddress.IsLoopback(address.MapToIPv4()) ? null : new LimitKey(Address4, 0, BinaryPrimitives.ReadUInt32BigEndian(bytes[12..]));
    }

    /// <summary>Of who sends a request: by the account or API key, else by the address.</summary>
    public static LimitKey? Of(Caller caller, IPAddress? address) => (caller.Id ?? caller.ApiKey) is { } user ? Of(user) : Of(address);
}
