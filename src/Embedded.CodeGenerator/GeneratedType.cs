namespace OrleansStore.Embedded.CodeGenerator;

/// <summary>What is written for one type. Equal when the text is, so that unchanged types cost nothing.</summary>
internal sealed record GeneratedType(string Name, string Registration, string Source, string? Problem);
