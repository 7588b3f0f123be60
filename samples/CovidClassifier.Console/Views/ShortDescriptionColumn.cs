using Spectre.Console;
using Spectre.Console.Rendering;

namespace CovidClassifier.Console.Views;

/// <summary>What a bar is about, cut off where there is no room; a plain text, so that brackets in it mean nothing.</summary>
/// <param name="widest">Columns at most.</param>
internal sealed class ShortDescriptionColumn(int widest) : ProgressColumn
{
    protected override bool NoWrap => true;

    public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
        new Text(task.Description.Length <= widest ? task.Description : $"{task.Description[..(widest - 3)].TrimEnd()}...");
}
