using System.CommandLine;
using CovidClassifier.Console.Help;

namespace CovidClassifier.Console.Options;

/// <summary>The options that say which dataset to read.</summary>
/// <param name="isSplit">Whether the images are divided, so that it matters whether the dataset's own split is used.</param>
/// <param name="isTrained">Whether something is trained on them, so that each source can be left out once.</param>
internal sealed class DataOptions(bool isSplit = true, bool isTrained = true)
{
    private const string Given = "given";
    private const string New = "new";
    private const string LeaveOneSourceOut = "leave-one-source-out";
    private const string Auto = "auto";
    private const string Collection = "collection";
    private const string Publisher = "publisher";
    private const string Location = "location";
    private const string Csv = "csv";
    private const string DarkCovidNet = "darkcovidnet";

    private readonly Option<string[]> _path = new("--data")
    {
        Required = true,
        Arity = ArgumentArity.OneOrMore,
        Description = "The dataset: a folder, or a table. May be repeated: several datasets are merged, an image that two of them have is taken once.",
        HelpName = "PATH",
    };

    private readonly Option<string> _format = new("--format")
    {
        Description = "Layout: folder (one folder per class), csv (a table with a row per image), or the name of a public dataset (covid datasets lists "
            + "them); auto looks.",
        HelpName = "NAME",
        DefaultValueFactory = _ => Auto,
    };

    private readonly Option<string?> _split = ChoiceOption.Of(
        "--split", isTrained ? [Given, New, LeaveOneSourceOut] : [Given, New], null,
        "given: the dataset's own parts (train, val, test); new: drawn by patient"
            + (isTrained ? "; leave-one-source-out: each source in turn is measured on by a model that was trained on the others" : "")
            + ". Default: given where the dataset states parts for all images, else new; the output says which.");

    private readonly Option<string?> _labelRule = new("--label-rule")
    {
        Description = "Which class an image has that is given several labels: single (others are left out), first, combined, or labels in order: "
            + "'Pneumonia>No Finding>*'. Default: the dataset's own; for a table single.",
        HelpName = "RULE",
    };

    private readonly Option<string?> _uncertain = ChoiceOption.Of(
        "--uncertain", ["left-out", "positive", "negative"], null, "What labels count for that a table marks as uncertain (-1). Default: images are left out "
            + "whose class one would decide.");

    private readonly Option<string?> _patientPattern = new("--patient-pattern")
    {
        Description = "Regular expression that finds the patient in an image's path below the dataset's folder: its group 'patient', else its first group, "
            + "else all of it; '([^/]+)/[^/]+$' is the image's folder. Default: what the dataset says, else known file names.",
        HelpName = "REGEX",
    };

    private readonly Option<string[]> _classes = new("--classes")
    {
        Description =
            "Classes to keep, in the model's order, separated by commas; may be repeated. NAME=B+C makes one class of several, NAME=* of all that are "
            + "not named otherwise. Default: all.",
        HelpName = "A,B,...",
    };

    private readonly Option<string?> _sources = ChoiceOption.Of(
        "--sources", [Collection, Publisher, Location], null,
            "What images are told apart by as sources: collection, the dataset they were published in; publisher, "
            + "who published them first, where the dataset names a web address; location, hospital, city or country. Default: collection.");

    private readonly Option<int> _smallestSource = NumberOption.Whole(
        "--smallest-source", 10, 1, "With --sources publisher or location: sources with fewer images are together one, 'small sources'.");

    private readonly Option<string?> _labels = new("--labels")
    {
        Description =
            "A table with the columns file and label that corrects labels of the dataset, such as --fixes writes; a blank label leaves the image out.",
        HelpName = "FILE.csv",
    };

    private readonly Option<bool> _allowProblems = new("--allow-problems")
    {
        Description =
            "Go on without rows and files that are wrong (missing, unreadable, unknown label); they are counted and listed. Default: any is an error.",
    };

    private readonly Dictionary<string, Option<string?>> _columns = new[] { "path", "label", "patient", "source", "view", "age", "sex", "part" }
        .ToDictionary(
            fact => fact, fact => new Option<string?>($"--column-{fact}") { Description = $"csv: name of the column with the {fact}.", HelpName = "NAME" });

    private readonly Option<string?> _metadata = new("--metadata")
    {
        Description = "darkcovidnet: covid-chestxray-dataset's metadata.csv, which knows the COVID-19 patients. Default: looked for in and beside the folder.",
        HelpName = "FILE",
    };

    public void AddTo(Command command)
    {
        command.Add(HelpGroup.Data, _path, _format, _classes, _allowProblems);
        if (isSplit)
        {
            command.Add(HelpGroup.Data, _split);
        }

        command.AddRare(HelpGroup.Data, [_labels, _sources, _smallestSource, _patientPattern, _labelRule, _uncertain, .. _columns.Values, _metadata]);
    }

    /// <exception cref="UsageException">The options contradict each other.</exception>
    public DataChoices Read(ParseResult parsed)
    {
        string format = parsed.GetValue(_format)!;
        if (!XRayDataset.Formats.Contains(format))
        {
            throw new UsageException($"--format must be one of {string.Join(", ", XRayDataset.Formats)}, got '{format}'" +
                Suggestion.After(format, XRayDataset.Formats));
        }

        var columns = _columns.Where(c => parsed.GetValue(c.Value) is not null).ToDictionary(c => c.Key, c => parsed.GetValue(c.Value)!);
        string? metadata = parsed.GetValue(_metadata);
        RequireFormat(columns.Count > 0 ? $"--column-{columns.Keys.First()}" : null, Csv, format);
        RequireFormat(metadata is null ? null : "--metadata", DarkCovidNet, format);
        return columns.Count > 0 && metadata is not null
            ? throw new UsageException("--metadata is for darkcovidnet and --column-... for csv; give only one of the two.")
            : new DataChoices(parsed.GetRequiredValue(_path), format, Classes(parsed), Options(parsed), columns, metadata)
            {
                SourceOf = parsed.GetValue(_sources) switch { Publisher => i => i.Publisher, Location => i => i.Location, _ => null },
                SmallestSource = parsed.GetValue(_smallestSource),
                Labels = parsed.GetValue(_labels),
                Split = isSplit ? Origin(parsed.GetValue(_split)) : SplitOrigin.GivenOrNew,
            };
    }

    private static SplitOrigin Origin(string? word) => word switch
    {
        Given => SplitOrigin.Given,
        New => SplitOrigin.New,
        LeaveOneSourceOut => SplitOrigin.LeaveOneSourceOut,
        _ => SplitOrigin.GivenOrNew,
    };

    private DatasetOptions Options(ParseResult parsed)
    {
        try
        {
            return new DatasetOptions
            {
                AllowProblems = parsed.GetValue(_allowProblems),
                PatientPattern = parsed.GetValue(_patientPattern),
                LabelRule =
                Rule(parsed)
            };
        }
        catch (ArgumentException e)
        {
            throw new UsageException($"{(e.ParamName == nameof(DatasetOptions.PatientPattern) ? "--patient-pattern" : "--label-rule")}: {Sentence.Of(e)}");
        }
    }

    private LabelRule? Rule(ParseResult parsed)
    {
        LabelRule? rule = parsed.GetValue(_labelRule) is { } text ? LabelRule.Parse(text) : null;
        return parsed.GetValue(_uncertain) is not { } word ? rule
            : (rule ?? throw new UsageException("--uncertain goes with --label-rule, the rule that it is a part of.")).WithUncertain(
                word switch { "positive" => UncertainLabels.Positive, "negative" => UncertainLabels.Negative, _ => UncertainLabels.LeaveOut });
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
