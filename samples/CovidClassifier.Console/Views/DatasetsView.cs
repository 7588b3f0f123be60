using CovidClassifier.Console.Reports;

namespace CovidClassifier.Console.Views;

/// <summary>Datasets, one paragraph each: a table would break every line of them.</summary>
internal static class DatasetsView
{
    public static void Show(Screen screen, DatasetsReport report)
    {
        foreach (DatasetDescription dataset in report.Datasets)
        {
            screen.Say($"{dataset.Format}: {dataset.Title}{(dataset.Images is { } images ? $", {Figures.Of(images)} images" : "")}");
            Line(screen, "classes", dataset.Classes);
            Line(screen, "patients", dataset.Patients);
            Line(screen, "own split", dataset.Split);
            Line(screen, "layout", dataset.Layout);
            Line(screen, "licence", dataset.Licence);
            Line(screen, "cite", dataset.Citation);
            Line(screen, "page", dataset.Page);
            screen.Say("");
        }

        screen.Say("Each is recognised by its layout; --format NAME says which is meant. Nothing is downloaded. For research and teaching only, never for "
            + "diagnosis.");
    }

    private static void Line(Screen screen, string name, string? text)
    {
        if (text is not null)
        {
            screen.Say($"  {name}: {text}");
        }
    }
}
