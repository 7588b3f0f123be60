namespace CovidClassifier.Console.Commands;

/// <summary>From a word of the command line to a network.</summary>
internal static class WeightsName
{
    /// <exception cref="UsageException">There is no network of this name.</exception>
    public static Backbone Read(string name)
    {
        try
        {
            return Backbone.Parse(name);
        }
        catch (ArgumentException e)
        {
            throw new UsageException(Sentence.Of(e));
        }
    }
}
