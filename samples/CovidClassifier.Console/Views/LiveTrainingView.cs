using Spectre.Console;

namespace CovidClassifier.Console.Views;

/// <summary>A training on a terminal: a bar per stage with the time left, and a line per completed epoch above them.</summary>
internal sealed class LiveTrainingView : IProgress<TrainingProgress>
{
    private readonly Lock _lock = new();
    private readonly BestSoFar _best = new();
    private readonly Dictionary<(TrainingStage Stage, string Audit, string Source), ProgressTask> _bars = [];
    private readonly IAnsiConsole _terminal;
    private readonly ProgressContext _context;

    private LiveTrainingView(IAnsiConsole terminal, ProgressContext context)
    {
        _terminal = terminal;
        _context = context;
    }

    public static T During<T>(IAnsiConsole terminal, Func<IProgress<TrainingProgress>, T> train) =>
        Bars.On(terminal).Start(context =>
        {
            var view = new LiveTrainingView(terminal, context);
            T trained = train(view);
            view.Fill();
            return trained;
        });

    public void Report(TrainingProgress value)
    {
        lock (_lock)
        {
            ProgressTask bar = Bar(value);
            bar.Description = Describe(value);
            bar.Tag = value.TimeLeft;
            bar.Value = Math.Max(bar.Value, (Math.Max(value.Epoch, 1) - 1) * (double)value.Total + value.Done);
            if (value.CompletedEpoch is { } epoch)
            {
                _terminal.WriteLine(Figures.Line(epoch, value.Epochs, _best.Is(epoch), _terminal.Profile.Width));
            }
        }
    }

    private ProgressTask Bar(TrainingProgress value)
    {
        if (_bars.TryGetValue((value.Stage, value.Audit, value.LeftOutSource), out ProgressTask? known))
        {
            return known;
        }

        Fill();
        return _bars[(value.Stage, value.Audit, value.LeftOutSource)] =
            _context.AddTask(Describe(value), autoStart: true, maxValue: (double)value.Total * Math.Max(value.Epochs, 1));
    }

    // a training that stopped early is over, too
    private void Fill()
    {
        foreach (ProgressTask bar in _bars.Values)
        {
            bar.Value = bar.MaxValue;
        }
    }

    private static string Describe(TrainingProgress value) => value.Stage switch
    {
        TrainingStage.Decoding => $"Decoding {value.Done}/{value.Total} images",
        TrainingStage.Auditing =>
            value.Audit == "" ? $"Auditing {value.Done}/{value.Total} images" : $"Training {value.Done}/{value.Total} networks for the {value.Audit}",
        TrainingStage.Computing => $"Computing what stays as it is {value.Done}/{value.Total}",
        TrainingStage.Training =>
            $"{(value.LeftOutSource == "" ? "E" : $"Without {value.LeftOutSource}: e")}poch {value.Epoch}/{value.Epochs}, batch {value.Done}/{value.Total}, " +
            $"loss {Figures.Of(value.Loss ?? double.NaN)}",
        _ => "Scoring with the best epoch's weights",
    };
}
