namespace OrleansStore.Journal.Sealing;

/// <summary>The journal under the seal: what it holds of people is sealed, and it is read as it is stored.</summary>
public sealed record RawJournal(IJournal Journal);
