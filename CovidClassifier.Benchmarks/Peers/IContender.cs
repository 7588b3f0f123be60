namespace CovidClassifier.Benchmarks.Peers;

/// <summary>One side of a question, ready to be asked again and again.</summary>
internal interface IContender : IDisposable
{
    /// <summary>Does the work once more, after a warm-up of its own, and gives the figure in the question's unit.</summary>
    /// <exception cref="MissingPartException">It cannot run on this machine.</exception>
    double Measure();
}
