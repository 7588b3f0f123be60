using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using CovidClassifier.Foundation;
using CovidClassifier.Fuzz.Targets;

namespace CovidClassifier.Fuzz.Killing;

/// <summary>
/// A command of the console that keeps its state in a folder: killed again and again and resumed until it ends, it must leave the network that it leaves
/// undisturbed, and nothing in its folders but what it documents.
/// </summary>
/// <param name="plan">How often.</param>
/// <param name="command">The command, less data and result.</param>
/// <param name="state">The option that names the folder of its state, and that folder.</param>
internal sealed class ResumedWork(KillPlan plan, string[] command, string[] state)
{
    private const string Data = "xrays", Result = "model.zip", Best = "best.zip";
    private const int PerClass = 12;

    // what the console documents for its folders of state
    private static readonly HashSet<string> Documented = ["training.checkpoint", "training.lock", "trials.jsonl", Best];

    private readonly List<string> _faults = [];

    public KillResult Execute()
    {
        RandomStream random = new Seed(plan.Seed).For(plan.Work).Open();
        (byte[] expected, TimeSpan whole) = Undisturbed();
        int kills = 0, ended = 0;
        while (kills < plan.Count)
        {
            string folder = NewFolder();
            var victim = new Victim("covid.dll", folder);

            // once in a while to the end, so that results are compared often
            while (Run(victim, kills < plan.Count && random.Below(6) > 0 ? whole * random.Uniform(0.15, 1.1) : null))
            {
                kills++;
                RequireBest(folder);
            }

            ended++;
            RequireSame(folder, expected);
            RequireNothingElse(folder, victim);
            Directory.Delete(folder, recursive: true);
        }

        return new KillResult(plan.Work, kills, ended, _faults);
    }

    private bool Run(Victim victim, TimeSpan? until)
    {
        try
        {
            return victim.Run(until, [.. command, "--data", Data, "--seed", "1", "--out", Result, "--audits", "none", .. state, "--resume"]);
        }
        catch (InvalidOperationException e)
        {
            _faults.Add(e.Message);
            return false;
        }
    }

    private (byte[] Network, TimeSpan Time) Undisturbed()
    {
        string folder = NewFolder();
        var victim = new Victim("covid.dll", folder);
        long began = Stopwatch.GetTimestamp();
        Run(victim, until: null);
        TimeSpan time = Stopwatch.GetElapsedTime(began);
        byte[] network = NetworkOf(Path.Combine(folder, Result));
        Directory.Delete(folder, recursive: true);
        return (network, time);
    }

    // a search that has a trial has its best model, except in the moment between the two: the next run makes it
    private void RequireBest(string folder)
    {
        string best = Path.Combine(folder, state[1], Best);
        if (File.Exists(best))
        {
            using CovidModel model = CovidModel.Load(best);
            _ = model.Predict(SmallModels.Picture(1, 0));
        }
    }

    private void RequireSame(string folder, byte[] expected)
    {
        string zip = Path.Combine(folder, Result);
        if (!File.Exists(zip) || !NetworkOf(zip).AsSpan().SequenceEqual(expected))
        {
            _faults.Add($"{plan.Work}: what was killed and resumed ended with another network.");
        }

        if (plan.Work == "search" && !File.Exists(Path.Combine(folder, state[1], Best)))
        {
            _faults.Add($"{plan.Work}: there is no {Best}.");
        }
    }

    private void RequireNothingElse(string folder, Victim victim)
    {
        IEnumerable<string> left = Directory.GetFileSystemEntries(victim.Temporary)
            .Concat(Directory.GetFileSystemEntries(Path.Combine(folder, state[1])).Where(f => !Documented.Contains(Path.GetFileName(f))))
            .Concat(Directory.GetFiles(folder).Where(f => Path.GetFileName(f) is not (Result or "small.onnx")));
        _faults.AddRange(left.Where(f => !IsOfTheRuntime(f)).Select(f => $"{plan.Work}: '{Path.GetRelativePath(folder, f)}' is left."));
    }

    // sockets of .NET's own diagnostics, which a killed process of any program leaves
    private static bool IsOfTheRuntime(string path) => Path.GetFileName(path) is var name
        && (name.StartsWith("dotnet-diagnostic-", StringComparison.Ordinal) || name.StartsWith("clr-debug-pipe-", StringComparison.Ordinal));

    private static string NewFolder()
    {
        string folder = Directory.CreateTempSubdirectory("covidclassifier-kills-").FullName;
        for (int i = 0; i < 2 * PerClass; i++)
        {
            string place = Path.Combine(folder, Data, i % 2 == 0 ? "Normal" : "COVID-19");
            Directory.CreateDirectory(place);
            File.WriteAllBytes(Path.Combine(place, string.Create(CultureInfo.InvariantCulture, $"{i:D2}.png")), SmallModels.Picture((ulong)i, i % 2));
        }

        File.WriteAllBytes(Path.Combine(folder, "small.onnx"), SmallModels.Network());
        return folder;
    }

    private static byte[] NetworkOf(string zip)
    {
        using ZipArchive archive = ZipFile.OpenRead(zip);
        using Stream network = archive.Entries.First(e => e.FullName.EndsWith("/OnnxModel", StringComparison.Ordinal)).Open();
        using var bytes = new MemoryStream();
        network.CopyTo(bytes);
        return bytes.ToArray();
    }
}
