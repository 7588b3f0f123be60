using System.Diagnostics;

namespace CovidClassifier.Fuzz.Killing;

/// <summary>A process that is killed, with a folder for temporary files that it has for itself.</summary>
internal sealed class Victim
{
    private readonly string _assembly;
    private readonly string _folder;

    /// <param name="assembly">The program's file beside this one.</param>
    /// <param name="folder">Its working folder.</param>
    public Victim(string assembly, string folder)
    {
        _assembly = Path.Combine(AppContext.BaseDirectory, assembly);
        _folder = folder;
        Directory.CreateDirectory(Temporary);
    }

    /// <summary>Its TMPDIR.</summary>
    public string Temporary => Path.Combine(_folder, "tmp");

    /// <summary>Runs it, and kills it if it has not ended after a time.</summary>
    /// <returns>Whether it was killed.</returns>
    /// <exception cref="InvalidOperationException">It ended with an error.</exception>
    public bool Run(TimeSpan? until, params string[] arguments)
    {
        string host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        var start = new ProcessStartInfo(host, [_assembly, .. arguments])
        {
            WorkingDirectory = _folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["TMPDIR"] = Temporary;
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync(), output = process.StandardOutput.ReadToEndAsync();
        if (until is { } time && !process.WaitForExit(time))
        {
            process.Kill();
            process.WaitForExit();
            return true;
        }

        process.WaitForExit();
        return process.ExitCode == 0 ? false
            : throw new InvalidOperationException($"{string.Join(' ', arguments)} ended with exit code {process.ExitCode}: {error.Result}{output.Result}");
    }
}
