using System.Diagnostics;
using System.Globalization;

namespace CovidClassifier.Benchmarks.Serving;

/// <summary>A program of this checkout in a process of its own, whose memory is watched.</summary>
internal sealed class ChildProcess : IDisposable
{
    private readonly Process _process;

    private ChildProcess(Process process) => _process = process;

    /// <param name="project">Its folder in the checkout.</param>
    /// <param name="assembly">Its name.</param>
    /// <param name="arguments">What it is told.</param>
    /// <exception cref="MissingPartException">It is not built.</exception>
    public static ChildProcess Start(string project, string assembly, params IEnumerable<string> arguments)
    {
        string path = Project.File($"{project}/bin/Release/net10.0/{assembly}.dll");
        if (!File.Exists(path))
        {
            throw new MissingPartException($"'{project}' is not built: dotnet build -c Release");
        }

        var start = new ProcessStartInfo("dotnet", [path, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        Process process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new ChildProcess(process);
    }

    public bool HasExited => _process.HasExited;

    public int WaitForExit()
    {
        _process.WaitForExit();
        return _process.ExitCode;
    }

    /// <summary>Megabytes that the system must keep for it now; mapped files are not counted.</summary>
    public double PrivateMegabytes() => Field("RssAnon:");

    /// <summary>The most megabytes that it ever had, mapped files included.</summary>
    public double PeakMegabytes() => Field("VmHWM:");

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private double Field(string name)
    {
        try
        {
            string? line = File.ReadLines($"/proc/{_process.Id}/status").FirstOrDefault(l => l.StartsWith(name, StringComparison.Ordinal));
            return line is null ? 0 : double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
