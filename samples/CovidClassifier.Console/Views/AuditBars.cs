using Spectre.Console;

namespace CovidClassifier.Console.Views;

/// <summary>A bar for each stage of the audits.</summary>
internal sealed class AuditBars(ProgressContext context) : IProgress<AuditProgress>
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, ProgressTask> _bars = [];

    public void Report(AuditProgress value)
    {
        lock (_lock)
        {
            string title = AuditView.Describe(value);
            if (!_bars.TryGetValue(title, out ProgressTask? bar))
            {
                _bars[title] = bar = context.AddTask(title, autoStart: true, maxValue: value.Total);
            }

            bar.Value = Math.Max(bar.Value, value.Done);
        }
    }
}
