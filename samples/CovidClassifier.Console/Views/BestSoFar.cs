namespace CovidClassifier.Console.Views;

/// <summary>Remembers the lowest validation loss, for marking epochs.</summary>
internal sealed class BestSoFar
{
    private double _lowest = double.PositiveInfinity;

    /// <summary>True where this epoch is better than all before it; never without a validation set.</summary>
    public bool Is(EpochRecord epoch)
    {
        if (epoch.Validation is not { } validation || validation.Loss >= _lowest)
        {
            return false;
        }

        _lowest = validation.Loss;
        return true;
    }
}
