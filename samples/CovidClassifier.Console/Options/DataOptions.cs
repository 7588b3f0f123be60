using System.CommandLine;

namespace CovidClassifier.Console.Options;

/// <summary>The options that say which dataset to read.</summary>
internal sealed class DataOptions
{
    private const string Auto = "auto";
    private const string Csv = "csv";
    private const string DarkCovidNet = "darkcovidnet";

    private readonly Option<string> _path = new("--data") { Required = true, Description = "The dataset: a folder, or a table.", HelpName = "PATH" };

    private readonly Option<string?> _format = ChoiceOption.Of(
        "--format", Formats, Auto, "Layout: folder (one folder per class), csv (a table with a row per image), or the layout of a public dataset; auto looks.");

    private readonly Option<string[]> _classes = new("--classes")
    {
        Description = "Classes to keep, in the model's order, separated by commas; may be repeated. Default: all.",
        HelpName = "A,B,...",
    };

    private readonly Option<string?> _labels = new("--labels")
    {
        Description = "A table with the columns file and label that corrects labels of the dataset, such as --fixes writes; a blank label leaves the image out.",
        HelpName = "FILE.csv",
    };

    private readonly Option<bool> _allowProblems = new("--allow-problems")
    {
        Description = "Go on without rows and files that are wrong (missing, unreadable, unknown label); they are counted and listed. Default: any is an error.",
    };

    private readonly Dictionary<string, Option<string?>> _columns = new[] { "path", "label", "patient", "source", "view", "age", "sex" }
        .ToDictionary(fact => fact, fact => new Option<string?>($"--column-{fact}") { Description = $"csv: name of the column with the {fact}.", HelpName = "NAME" });

    private readonly Option<string?> _metadata = new("--metadata")
    {
        Description = "darkcovidnet: covid-chestxray-dataset's metadata.csv, which knows the COVID-19 patients. Default: looked for in and beside the folder.",
        HelpName = "FILE",
    };

    /// <summary>Words for <c>--format</c>.</summary>
    public static string[] Formats { get; } = [Auto, "covid-chestxray", "coronahack", "covidx", "covidx-ct", "covid-ct", "covid-xray-5k", DarkCovidNet, Csv, "folder"];

    public void AddTo(Command command)
    {
        command.Add(_path);
        command.Add(_format);
        command.Add(_classes);
        command.Add(_labels);
        command.Add(_allowProblems);
        foreach (Option<string?> column in _columns.Values)
        {
            command.Add(column);
        }

        command.Add(_metadata);
    }

    /// <exception cref="UsageException">The options contradict each other.</exception>
    public DataChoices Read(ParseResult parsed)
    {
        string format = parsed.GetValue(_format)!;
        var columns = _columns.Where(c => parsed.GetValue(c.Value) is not null).ToDictionary(c => c.Key, c => parsed.GetValue(c.Value)!);
        string? metadata = parsed.GetValue(_metadata);
        RequireFormat(columns.Count > 0 ? $"--column-{columns.Keys.First()}" : null, Csv, format);
        RequireFormat(metadata is null ? null : "--metadata", DarkCovidNet, format);
        return columns.Count > 0 && metadata is not null
            ? throw new UsageException("--metadata is for darkcovidnet and --column-... for csv; give only one of the two.")
            : new DataChoices(parsed.GetRequiredValue(_path), format, Classes(parsed), parsed.GetValue(_allowProblems), columns, metadata) { Labels = parsed.GetValue(_labels) };
    }

    private string[] Classes(ParseResult parsed)
    {
        string[] names = [.. (parsed.GetValue(_classes) ?? []).SelectMany(c => c.Split(',', StringSplitOptions.TrimEntries))];
        return names.Contains("") ? throw new UsageException("--classes must be class names separated by commas, but one of them is empty.") : names;
    }

    private static void RequireFormat(string? option, string needed, string format)
    {
        if (option is not null && format is not Auto && format != needed)
        {
            throw new UsageException($"{option} is for --format {needed}, but the format is {format}.");
        }
    }
}
