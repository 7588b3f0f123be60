using System.Diagnostics;
using System.Globalization;

namespace CovidClassifier.Benchmarks.Peers;

/// <summary>A script that times itself and prints one line, "name figure". It runs in a process of its own, each time from cold; the script warms up.</summary>
/// <remarks>
/// Settings of OpenBLAS in the environment (OPENBLAS_*) are not handed on: they are made for other programs, and one that names an old processor would slow the
/// peer's matrix products down.
/// </remarks>
internal sealed class PythonPeer : IContender
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly string _script;
    private readonly string[] _arguments;

    private PythonPeer(string script, string[] arguments)
    {
        _script = script;
        _arguments = arguments;
    }

    /// <summary>Debian's packages belong to its own python, which need not be the first on the path.</summary>
    public static string Interpreter => File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3";

    /// <summary>A script of this project.</summary>
    public static PythonPeer Own(string script, params string[] arguments) =>
        new(Path.Combine(AppContext.BaseDirectory, "Peers", "Python", script), arguments);

    /// <summary>A script of the developers' data folder.</summary>
    /// <exception cref="MissingPartException">The folder is absent.</exception>
    public static PythonPeer Shared(string script, params string[] arguments) => new(SharedFolder.Path("reference/peers/" + script), arguments);

    public double Measure()
    {
        var start = new ProcessStartInfo(Interpreter, [_script, .. _arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string setting in start.Environment.Keys.Where(k => k.StartsWith("OPENBLAS_", StringComparison.Ordinal)).ToArray())
        {
            start.Environment.Remove(setting);
        }

        using Process process = Start(start);
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            throw new MissingPartException($"{Path.GetFileName(_script)} did not end within {Patience.TotalSeconds:0} s");
        }

        process.WaitForExit();
        return double.TryParse(output.Result.Split(' ', StringSplitOptions.RemoveEmptyEntries).LastOrDefault(), CultureInfo.InvariantCulture, out double figure)
            && process.ExitCode == 0
            ? figure
            : throw new MissingPartException($"{Path.GetFileName(_script)}: {LastLine(errors.Result) ?? "it printed no figure"}");
    }

    public void Dispose()
    {
        // each measurement ends its own process
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new MissingPartException($"'{start.FileName}' cannot be started: {e.Message}");
        }
    }

    private static string? LastLine(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault();
}
