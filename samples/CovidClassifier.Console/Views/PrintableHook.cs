using Spectre.Console;
using Spectre.Console.Rendering;

namespace CovidClassifier.Console.Views;

/// <summary>Everything that goes to a terminal passes here: names out of files are shown, whatever they hold, and never obeyed.</summary>
internal sealed class PrintableHook : IRenderHook
{
    public IEnumerable<IRenderable> Process(RenderOptions options, IEnumerable<IRenderable> renderables) => renderables.Select(r => new Shown(r));

    private sealed class Shown(IRenderable inner) : IRenderable
    {
        public Measurement Measure(RenderOptions options, int maxWidth) => inner.Measure(options, maxWidth);

        public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) =>
            inner.Render(options, maxWidth).Select(s => s.IsControlCode || s.IsLineBreak || s.IsWhiteSpace ? s : new Segment(Printable.Of(s.Text), s.Style));
    }
}
