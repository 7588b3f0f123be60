using Spectre.Console;

namespace CovidClassifier.Console.Views;

/// <summary>What a dataset holds, and what it does not.</summary>
internal static class DataView
{
    private const int ProblemsShown = 20;

    /// <param name="screen">Where to.</param>
    /// <param name="dataset">What was read.</param>
    /// <param name="split">Which split a training is asked to make of it; null: none is made.</param>
    public static void Show(Screen screen, XRayDataset dataset, SplitOrigin? split)
    {
        screen.Say($"Dataset '{dataset.Name}'{(dataset.Format is { } format ? $", read as {format}" : "")}: {Figures.Of(dataset.Count)} images.");
        var table = new Table().AddColumn("Class").AddColumn("Images").AddColumn("Known patients");
        foreach (string label in dataset.ClassNames)
        {
            XRayImage[] images = [.. dataset.Images.Where(i => i.Label == label)];
            int patients = images.Select(i => i.PatientId).OfType<string>().Distinct(StringComparer.Ordinal).Count();
            table.AddRow(new Text(label), new Text(Figures.Of(images.Length)), new Text(Figures.Of(patients)));
        }

        screen.Show(table);
        foreach (LeftOut leftOut in dataset.LeftOut)
        {
            screen.Say($"Left out: {Figures.Of(leftOut.Count)} ({leftOut.Reason}).");
        }

        if (split is { } origin)
        {
            screen.Say(Describe(dataset, origin));
        }
    }

    /// <summary>What is read, and what of it is dealt into folds.</summary>
    public static void ShowForFolds(Screen screen, XRayDataset dataset, SplitOrigin split)
    {
        Show(screen, dataset, split: null);
        if (split == SplitOrigin.LeaveOneSourceOut)
        {
            screen.Say(dataset.DescribeSplit(split));
        }
        else if (split != SplitOrigin.New && dataset.HasGivenSplit)
        {
            int test = dataset.Images.Count(i => i.GivenPart == DatasetPart.Test);
            screen.Say($"The dataset has a split of its own: the {Figures.Of(test)} images of its test part are kept out of the folds; --split new deals all "
                + "images.");
        }
    }

    private static string Describe(XRayDataset dataset, SplitOrigin origin) =>
        dataset.DescribeSplit(origin)
            + (origin is not (SplitOrigin.New or SplitOrigin.LeaveOneSourceOut) && dataset.HasGivenSplit ? " --split new draws one anew." : "");

    /// <summary>What was wrong and is therefore not in the result.</summary>
    public static void ShowProblems(Screen screen, IReadOnlyList<Reports.ProblemEntry> problems)
    {
        foreach (Reports.ProblemEntry problem in problems.Take(ProblemsShown))
        {
            string row = problem.Row is { } line ? $" (row {Figures.Of(line)})" : "";
            screen.Say($"Problem, allowed: {problem.Kind}: '{problem.Path}'{row}: {problem.Reason}.");
        }

        if (problems.Count > ProblemsShown)
        {
            screen.Say($"{Figures.Of(problems.Count - ProblemsShown)} more problems; --json lists all.");
        }
    }
}
