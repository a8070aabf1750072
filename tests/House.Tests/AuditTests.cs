using System.Diagnostics;

namespace OrleansStore.House.Tests;

/// <summary>What <c>.ci/audit</c> makes of what sources answer; in the place of <c>dotnet</c> stands a script.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class AuditTests : IDisposable
{
    private const string Proof = "GHSA-5crp-9r3c-p9vr";
    private const string Known = "GHSA-2m69-gcr7-jv3q";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("store-audit-");

    [Fact]
    public void A_source_that_tells_of_nothing_but_what_is_known_passes()
    {
        var (code, said) = Audit(Answer("Newtonsoft.Json", Proof), Answer("SQLitePCLRaw.lib.e_sqlite3", Known));
        code.ShouldBe(0, said);
        said.ShouldContain("known, see docs/security.md: SQLitePCLRaw.lib.e_sqlite3 1.0.0");
    }

    [Fact]
    public void An_advisory_that_is_not_written_down_fails()
    {
        var (code, said) = Audit(Answer("Newtonsoft.Json", Proof), Answer("Npgsql", "GHSA-aaaa-bbbb-cccc"));
        code.ShouldBe(1, said);
        said.ShouldContain("UNKNOWN: Npgsql 1.0.0 https://github.com/advisories/GHSA-aaaa-bbbb-cccc");
    }

    [Fact]
    public void A_source_that_knows_of_no_advisories_fails_loudly_and_is_not_asked_further()
    {
        var (code, said) = Audit("""{"projects":[]}""", """{"projects":[]}""");
        code.ShouldBe(2, said);
        said.ShouldContain("THE AUDIT CANNOT TELL");
        said.ShouldNotContain("packages of the store");
    }

    [Theory]
    [InlineData("", "nothing")]
    [InlineData("error: unable to load the service index", "an error")]
    public void A_source_that_does_not_answer_fails_loudly(string answer, string what)
    {
        var (code, said) = Audit(answer, answer);
        code.ShouldBe(2, $"{what}: {said}");
        said.ShouldContain("THE AUDIT CANNOT TELL");
        Audit(Answer("Newtonsoft.Json", Proof), answer).Code.ShouldBe(2);
    }

    [Fact]
    public void Packages_that_do_not_restore_as_locked_fail_loudly()
    {
        var (code, said) = Audit(Answer("Newtonsoft.Json", Proof), Answer("Npgsql", Known), restores: false);
        code.ShouldBe(2, said);
        said.ShouldContain("lock files");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static string Answer(string package, string advisory) => $$"""
        {
          "projects": [ { "frameworks": [ { "transitivePackages": [
            {
              "id": "{{package}}",
              "resolvedVersion": "1.0.0",
              "vulnerabilities": [
                {
                  "severity": "High",
                  "advisoryurl": "https://github.com/advisories/{{advisory}}"
                }
              ]
            } ] } ] } ]
        }
        """;

    /// <param name="ofProof">What the source says of the package that it must know of.</param>
    /// <param name="ofStore">What it says of the store's.</param>
    private (int Code, string Said) Audit(string ofProof, string ofStore, bool restores = true)
    {
        var (proof, store) = (Path.Combine(_folder.FullName, "proof.json"), Path.Combine(_folder.FullName, "store.json"));
        File.WriteAllText(proof, ofProof);
        File.WriteAllText(store, ofStore);
        var dotnet = Path.Combine(_folder.FullName, "dotnet");
        File.WriteAllText(dotnet, $$"""
            #!/bin/sh
            case "$*" in
              restore*--locked-mode*) {{(restores ? "exit 0" : "exit 1")}} ;;
              restore*) [ "${StoreEngine:-}" != Orleans ] ;;
              *) case "$PWD" in */proof) cat '{{proof}}' ;; *) cat '{{store}}' ;; esac ;;
            esac
            """);
        File.SetUnixFileMode(dotnet, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var start = new ProcessStartInfo("bash", [Path.Combine(Repository.Root, ".ci", "audit")]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PATH"] = $"{_folder.FullName}:{Environment.GetEnvironmentVariable("PATH")}";
        start.Environment.Remove("StoreEngine");
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var said = process.StandardOutput.ReadToEnd() + errors.GetAwaiter().GetResult();
        process.WaitForExit();
        return (process.ExitCode, said);
    }
}
