using System.Diagnostics;

namespace CovidClassifier.Tests.Console;

/// <summary>The built console as a process of its own, as a user runs it.</summary>
internal sealed class CovidProcess : IDisposable
{
    private const string FileName = "covid.dll";

    // generous: a test machine may be busy with other things
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private readonly Process _process;
    private readonly Task<string> _error;
    private readonly List<string> _lines = [];
    private readonly TaskCompletionSource _ended = new();

    private CovidProcess(string assembly, string folder, string[] arguments, CovidSurroundings? surroundings = null)
    {
        string host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        string[] command = [.. surroundings?.Wrapper ?? [], host, assembly, .. arguments];
        // a shell's background job ignores SIGINT, and so would its children, this one among them
        command = OperatingSystem.IsLinux() ? ["env", "--default-signal=INT", .. command] : command;
        _process = new Process
        {
            StartInfo = new ProcessStartInfo(
                command[0], command[1..])
            { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true },
        };
        // processes that end after a second or two do not pay back what profiles for quicker code cost
        _process.StartInfo.Environment["DOTNET_TieredPGO"] = "0";
        foreach ((string name, string? value) in surroundings?.Environment ?? [])
        {
            _process.StartInfo.Environment[name] = value;
        }

        _process.OutputDataReceived += (_, e) => Take(e.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _error = _process.StandardError.ReadToEndAsync();
    }

    /// <summary>Runs to the end.</summary>
    public static CovidResult Run(string folder, params string[] arguments)
    {
        using CovidProcess covid = Start(folder, arguments);
        return covid.WaitForEnd();
    }

    /// <summary>Runs a copy of the console in its own folder.</summary>
    public static CovidResult RunCopy(string assembly, params string[] arguments)
    {
        using var covid = new CovidProcess(assembly, Path.GetDirectoryName(assembly)!, arguments);
        return covid.WaitForEnd();
    }

    /// <summary>Runs to the end in surroundings of its own.</summary>
    public static CovidResult RunIn(CovidSurroundings surroundings, string folder, params string[] arguments)
    {
        using var covid = new CovidProcess(Path.Combine(AppContext.BaseDirectory, FileName), folder, arguments, surroundings);
        return covid.WaitForEnd();
    }

    public static CovidProcess Start(string folder, params string[] arguments) => new(Path.Combine(AppContext.BaseDirectory, FileName), folder, arguments);

    public void WaitForLine(string beginning) => WaitFor(l => l.StartsWith(beginning, StringComparison.Ordinal), $"{beginning}...");

    /// <summary>Waits for a line that holds this somewhere.</summary>
    public void WaitForPart(string part) => WaitFor(l => l.Contains(part, StringComparison.Ordinal), $"...{part}...");

    public void Signal(string name) => Process.Start("sh", ["-c", $"kill -{name} {_process.Id}"]).WaitForExit();

    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public CovidResult WaitForEnd()
    {
        Assert.That(_process.WaitForExit(Limit) && _ended.Task.Wait(Limit), Is.True, "the process does not end");
        return new CovidResult(_process.ExitCode, string.Join('\n', Lines()), _error.Result);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private void WaitFor(Func<string, bool> isIt, string what) => Assert.That(SpinWait.SpinUntil(() => Lines().Any(isIt), Limit), Is.True, $"no line '{what}'");

    private void Take(string? line)
    {
        if (line is null)
        {
            _ended.SetResult();
            return;
        }

        lock (_lines)
        {
            _lines.Add(line);
        }
    }

    private string[] Lines()
    {
        lock (_lines)
        {
            return [.. _lines];
        }
    }
}
