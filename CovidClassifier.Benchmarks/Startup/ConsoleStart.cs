using System.Diagnostics;

namespace CovidClassifier.Benchmarks.Startup;

/// <summary>One way to start the console.</summary>
/// <param name="Name">For the table.</param>
/// <param name="Program">What is executed.</param>
/// <param name="First">Arguments before the console's own.</param>
internal sealed record ConsoleStart(string Name, string Program, params IReadOnlyList<string> First)
{
    private const int Runs = 15;

    /// <summary>Where <c>dotnet build -c Release</c> puts it.</summary>
    public static string BuiltFolder => Project.File("samples/CovidClassifier.Console/bin/Release/net10.0");

    /// <summary>By .NET's own program, and by its own.</summary>
    /// <exception cref="MissingPartException">The folder has no console.</exception>
    public static IReadOnlyList<ConsoleStart> BothIn(string folder) => File.Exists(Path.Combine(folder, "covid.dll"))
        ?
        [
            new("`dotnet covid.dll`", "dotnet", Path.Combine(folder, "covid.dll")),
            new("`covid`", Path.Combine(folder, OperatingSystem.IsWindows() ? "covid.exe" : "covid")),
        ]
        : throw new MissingPartException($"there is no console in '{folder}': dotnet build -c Release, or dotnet publish");

    /// <summary>Milliseconds from start to end of process, in rising order; a first run, which fills the system's file cache, is not counted.</summary>
    public double[] Times(params string[] arguments)
    {
        Run(arguments);
        return [.. Enumerable.Range(0, Runs).Select(_ => Run(arguments)).Order()];
    }

    private double Run(string[] arguments)
    {
        long began = Stopwatch.GetTimestamp();
        using Process process = Process.Start(new ProcessStartInfo(Program, [.. First, .. arguments]) { RedirectStandardOutput = true })!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        double milliseconds = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        return process.ExitCode == 0 ? milliseconds
            : throw new InvalidOperationException($"covid {string.Join(' ', arguments)} ended with exit code {process.ExitCode}.");
    }
}
