namespace CovidClassifier.Tests.Learning.Training;

/// <summary>Tells the handler on the reporting thread, before the work goes on (Progress posts to another thread).</summary>
internal sealed class ImmediateProgress<T>(Action<T> handler) : IProgress<T>
{
    public void Report(T value) => handler(value);
}
