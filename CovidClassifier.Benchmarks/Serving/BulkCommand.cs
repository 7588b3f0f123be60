using System.CommandLine;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace CovidClassifier.Benchmarks.Serving;

/// <summary><c>bulk [--files N,N]</c>: time and memory of <c>covid predict --input FOLDER --out scores.csv</c> as the folder grows.</summary>
internal sealed partial class BulkCommand : Command
{
    public const string Verb = "bulk";

    private const int PerFolder = 1_000;

    private readonly Option<string> _files = new("--files") { Description = "How many, separated by commas.", DefaultValueFactory = _ => "500,20000,200000" };

    public BulkCommand()
        : base(Verb, "Scores folders of more and more files (hard links to the bundled phantoms) with the built console, each in a process of its own.")
    {
        Add(_files);
        SetAction(parsed => Run([.. parsed.GetValue(_files)!.Split(',').Select(int.Parse)]));
    }

    private static void Run(int[] amounts)
    {
        // beside the checkout: links do not leave a disk
        string folder = Directory.CreateDirectory(Path.Combine(Project.Root, "bin", $"bulk-{Environment.ProcessId}")).FullName;
        try
        {
            Console.WriteLine("| files | seconds | images/s | most private MB | most MB | rows |\n|---|---|---|---|---|---|");
            foreach (int files in amounts)
            {
                string images = Path.Combine(folder, $"{files}");
                Link(images, files);
                Measure(images, Path.Combine(folder, $"{files}.csv"), files);
                Directory.Delete(images, recursive: true);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Measure(string images, string scores, int files)
    {
        long began = Stopwatch.GetTimestamp();
        using ChildProcess covid = ChildProcess.Start(
            "samples/CovidClassifier.Console", "covid", "predict", "--model", Project.File("models/covid-cnn.zip"), "--input", images, "--out", scores);
        double held = 0, peak = 0;
        while (!covid.HasExited)
        {
            held = Math.Max(held, covid.PrivateMegabytes());
            peak = Math.Max(peak, covid.PeakMegabytes());
            Thread.Sleep(20);
        }

        double seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        int rows = covid.WaitForExit() == 0 ? File.ReadLines(scores).Count() - 1 : 0;
        Console.WriteLine(FormattableString.Invariant($"| {files} | {seconds:0.0} | {files / seconds:0} | {held:0} | {peak:0} | {rows} |"));
    }

    private static void Link(string folder, int files)
    {
        IReadOnlyList<string> phantoms = BenchmarkData.Phantoms;
        for (int i = 0; i < files; i++)
        {
            string part = Path.Combine(folder, FormattableString.Invariant($"{i / PerFolder:000}"));
            if (i % PerFolder == 0)
            {
                Directory.CreateDirectory(part);
            }

            string name = Path.Combine(part, FormattableString.Invariant($"{i:000000}.png"));
            if (OperatingSystem.IsWindows() || HardLink(phantoms[i % phantoms.Count], name) != 0)
            {
                File.Copy(phantoms[i % phantoms.Count], name);
            }
        }
    }

    [LibraryImport("libc", EntryPoint = "link", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int HardLink(string existing, string name);
}
