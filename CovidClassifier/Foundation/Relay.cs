namespace CovidClassifier.Foundation;

/// <summary>Hands progress on in another form, on the thread that reports it.</summary>
internal sealed class Relay<TIn, TOut>(IProgress<TOut>? target, Func<TIn, TOut> convert) : IProgress<TIn>
{
    public void Report(TIn value) => target?.Report(convert(value));
}
