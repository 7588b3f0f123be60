using System.Diagnostics;
using CovidClassifier.Console.Reports;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace CovidClassifier.Console.Views;

/// <summary>A search on a terminal: the best trials so far, and under them what is being done.</summary>
internal sealed class LiveSearchView : IProgress<SearchProgress>
{
    private const int RowsShown = 10;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly Lock _lock = new();
    private readonly LiveDisplayContext _context;
    private long _drawn = Stopwatch.GetTimestamp();
    private Table? _table;

    private LiveSearchView(LiveDisplayContext context) => _context = context;

    public static T During<T>(Screen screen, Func<IProgress<SearchProgress>, T> search) =>
        screen.Terminal.Live(new Text("Reading.")).AutoClear(true).Start(context => search(new LiveSearchView(context)));

    public void Report(SearchProgress value)
    {
        lock (_lock)
        {
            if (value.Leaderboard is { } board)
            {
                _table = LeaderboardView.Table(LeaderboardEntry.Of(board), RowsShown).Border(TableBorder.Rounded);
            }
            else if (Stopwatch.GetElapsedTime(_drawn) < Pause)
            {
                return;
            }

            _drawn = Stopwatch.GetTimestamp();
            IRenderable line = new Text($"{SearchView.Spent(value)} | {SearchView.Doing(value)}", Style.Plain).Overflow(Overflow.Ellipsis);
            _context.UpdateTarget(_table is null ? line : new Rows(_table, line));
        }
    }
}
