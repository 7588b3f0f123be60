namespace CovidClassifier.Console.Views;

/// <summary>Says what a run had from a feature cache.</summary>
internal static class FeatureCacheView
{
    /// <param name="screen">Where.</param>
    /// <param name="cache">Null: none was asked for, and nothing is said.</param>
    public static void Tell(Screen screen, FeatureCache? cache)
    {
        if (cache?.Problem is { } problem)
        {
            screen.Warn([problem]);
        }

        if (cache is not null)
        {
            screen.Asides.Say(cache.ToString());
        }
    }
}
