using System.Globalization;
using CovidClassifier.Console.Reports;
using Spectre.Console;

namespace CovidClassifier.Console.Views;

/// <summary>Published networks, and the download of one.</summary>
internal static class WeightsView
{
    private const double Megabyte = 1e6;

    public static void Show(Screen screen, WeightsReport report)
    {
        Table table = new Table().AddColumns("Name", "File", "MB", "Licence", "Present");
        foreach (WeightsEntry entry in report.Weights)
        {
            string size = (entry.Bytes / Megabyte).ToString("0.0", CultureInfo.InvariantCulture);
            table.AddRow(((string[])[entry.Name, entry.File, size, entry.Licence, PlaceOf(entry, report.Folder)]).Select(c => new Text(c)));
        }

        screen.Show(table);
        screen.Say($"The cache is '{report.Folder}'.");
    }

    /// <summary>A bar on a terminal; in a log nothing.</summary>
    public static T During<T>(Screen screen, Backbone backbone, Func<IProgress<WeightProgress>?, T> fetch) =>
        screen.IsLive
            ? Bars.On(screen.Terminal)
                .Start(context => fetch(new Bar(context.AddTask($"Fetching {backbone.FileName}", autoStart: true, maxValue: backbone.FileBytes))))
            : fetch(null);

    private static string PlaceOf(WeightsEntry entry, string cache) =>
        entry.Path is null ? "no" : Path.GetDirectoryName(entry.Path) == cache ? "in the cache" : "beside the program";

    private sealed class Bar(ProgressTask bar) : IProgress<WeightProgress>
    {
        public void Report(WeightProgress value) => bar.Value = value.Bytes;
    }
}
