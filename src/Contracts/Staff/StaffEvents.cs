namespace OrleansStore.Contracts.Staff;

/// <summary>What can happen to those who run the shop.</summary>
[GenerateSerializer, Immutable, Alias("store.staffEvent")]
public abstract record StaffEvent;

/// <summary>Somebody became an administrator.</summary>
[GenerateSerializer, Immutable, Alias("staff.entered.v1")]
public sealed record StaffEntered(Guid CustomerId) : StaffEvent;

/// <summary>Somebody is an administrator no longer.</summary>
[GenerateSerializer, Immutable, Alias("staff.left.v1")]
public sealed record StaffLeft(Guid CustomerId) : StaffEvent;
