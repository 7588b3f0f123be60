using System.CommandLine;

namespace CovidClassifier.Benchmarks.Startup;

/// <summary><c>startup [--console FOLDER]</c>: how long the console takes from a cold process, both ways of starting it.</summary>
internal sealed class StartupCommand : Command
{
    public const string Verb = "startup";

    private readonly Option<string> _console = new("--console")
    {
        Description = "Folder of a published console; default: the built one.",
        HelpName = "FOLDER",
        DefaultValueFactory = _ => ConsoleStart.BuiltFolder,
    };

    public StartupCommand()
        : base(Verb, "Times the console, each run a new process: help, and one image with the bundled CNN and with MobileNetV2.")
    {
        Add(_console);
        SetAction(parsed => Run(parsed.GetRequiredValue(_console)));
    }

    private static void Run(string console)
    {
        string folder = Directory.CreateTempSubdirectory("covidclassifier-startup-").FullName;
        try
        {
            Console.WriteLine("| started by | command | median ms | fastest ms |\n|---|---|---|---|");
            foreach (ConsoleStart start in ConsoleStart.BothIn(console))
            {
                Show(start, "--help", "--help");
                Show(start, "predict, CNN", "predict", "--model", Project.File("models/covid-cnn.zip"), BenchmarkData.Phantoms[0]);
                if (MobileNetV2(folder) is ({ } model, { } image))
                {
                    Show(start, "predict, MobileNetV2, X-ray at full size", "predict", "--model", model, image);
                }
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Show(ConsoleStart start, string title, params string[] arguments)
    {
        double[] times = start.Times(arguments);
        Console.WriteLine(FormattableString.Invariant($"| {start.Name} | {title} | {times[times.Length / 2]:0} | {times[0]:0} |"));
    }

    private static (string? Model, string? Image) MobileNetV2(string folder)
    {
        string path = Path.Combine(folder, "mobilenetv2.zip");
        try
        {
            if (!File.Exists(path))
            {
                using CovidModel model = BenchmarkData.OpenMobileNetV2();
                model.Save(path);
            }

            return (path, BenchmarkData.Originals[0]);
        }
        catch (MissingPartException e)
        {
            Console.Error.WriteLine($"MobileNetV2 is left out: {e.Message}");
            return (null, null);
        }
    }
}
