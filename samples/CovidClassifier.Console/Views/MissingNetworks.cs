namespace CovidClassifier.Console.Views;

/// <summary>Networks that take no part: in one line those whose weights are not there, each of the others with its reason.</summary>
internal static class MissingNetworks
{
    /// <param name="screen">Where.</param>
    /// <param name="lead">How each line begins: "Not searched".</param>
    /// <param name="missing">All of them.</param>
    /// <param name="unfetched">Those of them whose weights are not there.</param>
    public static void Tell(Screen screen, string lead, IReadOnlyList<MissingModel> missing, IReadOnlyList<MissingModel> unfetched)
    {
        if (unfetched.Count > 0)
        {
            screen.Say($"{lead}, as their weights are not there: {string.Join(", ", unfetched.Select(m => m.Name))} ('covid weights fetch NAME' gets them).");
        }

        foreach (MissingModel one in missing.Except(unfetched))
        {
            screen.Say($"{lead}: {one.Name}: {one.Reason}");
        }
    }
}
