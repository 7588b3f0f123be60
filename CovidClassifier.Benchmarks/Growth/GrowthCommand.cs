using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using CovidClassifier.Phantoms;

namespace CovidClassifier.Benchmarks.Growth;

/// <summary><c>growth [WORK...] [--json FILE]</c>: seconds and memory of training and scoring as the number of images grows.</summary>
internal sealed class GrowthCommand : Command
{
    public const string Verb = "growth";

    private const int Files = 8_000;

    private static readonly IReadOnlyDictionary<string, int[]> Amounts = new Dictionary<string, int[]>
    {
        [GrowthWork.Train] = [500, 2_000, 8_000],
        [GrowthWork.TrainAudited] = [2_000, 8_000, 32_000],
        [GrowthWork.Score] = [1_000, 10_000, 50_000],
    };

    private readonly Argument<string[]> _work =
        new("WORK") { Description = $"{string.Join(", ", Amounts.Keys)}; none: all.", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string> _json = new("--json") { Description = "Write every figure to this file.", HelpName = "FILE" };
    private readonly Option<int> _most =
        new("--most") { Description = "Leave larger amounts out.", HelpName = "IMAGES", DefaultValueFactory = _ => int.MaxValue };

    public GrowthCommand()
        : base(Verb,
            $"Trains (the study's CNN, {GrowthWork.Epochs} epochs, {GrowthWork.ImageMemoryMegabytes} MB for decoded images) and scores more and more " +
            $"phantoms, each amount in a process of its own.")
    {
        _work.AcceptOnlyFromAmong([.. Amounts.Keys]);
        Add(_work);
        Add(_json);
        Add(_most);
        Add(new GrowthStepCommand());
        SetAction(parsed => Run(parsed.GetValue(_work) is { Length: > 0 } work ? work : [.. Amounts.Keys], parsed.GetValue(_json),
            parsed.GetValue(_most)));
    }

    private static void Run(string[] works, string? json, int most)
    {
        string folder = Directory.CreateTempSubdirectory("covidclassifier-growth-").FullName;
        try
        {
            Console.Error.WriteLine($"drawing {Files} phantoms of 256 x 256; scoring goes through them again and again");
            PhantomFolder.Write(new PhantomStudy { ImagesPerClass = Files / 2, Size = 256, Seed = 11 }, folder);
            Console.WriteLine(GrowthTable.Header);
            var results = new List<GrowthResult>();
            foreach ((string work, int images) in works.SelectMany(w => Amounts[w].Where(n => n <= most).Select(n => (w, n))))
            {
                results.Add(InOwnProcess(work, folder, images));
                Console.WriteLine(GrowthTable.Row(results[^1]));
            }

            if (json is not null)
            {
                File.WriteAllText(json, JsonSerializer.Serialize(results, new JsonSerializerOptions { WriteIndented = true }));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static GrowthResult InOwnProcess(string work, string folder, int images)
    {
        string[] arguments = [typeof(GrowthCommand).Assembly.Location, Verb, GrowthStepCommand.Verb, work, folder,
            images.ToString(System.Globalization.CultureInfo.InvariantCulture)];
        using Process process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? JsonSerializer.Deserialize<GrowthResult>(output)!
            : throw new InvalidOperationException($"'{work}' of {images} images ended with exit code {process.ExitCode}.");
    }
}
