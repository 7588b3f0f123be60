using Spectre.Console;
using Spectre.Console.Rendering;

namespace CovidClassifier.Console.Views;

/// <summary>The time left: what the library reports (the task's tag), else what the bar's own pace says.</summary>
internal sealed class TimeLeftColumn : ProgressColumn
{
    protected override bool NoWrap => true;

    public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
        new Text(task.IsFinished ? "" : (task.Tag as TimeSpan? ?? task.RemainingTime) is { } left ? $"{Figures.Of(left)} left" : "");
}
