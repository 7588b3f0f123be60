using CovidClassifier.Networks;

namespace CovidClassifier.Search;

/// <summary>Where else a network can be cut for fine-tuning: the narrowest tensor of each stage of one resolution, found as <see cref="CutPoints.Default"/> finds its own.</summary>
internal static class StageCutPoints
{
    /// <summary>The tensor to cut at; null: the default place, also where the network has no other.</summary>
    /// <param name="network">Pixels to logits.</param>
    /// <param name="choice">One of the values of <see cref="Knobs.Cut"/>.</param>
    public static string? Tensor(NetworkGraph network, string choice)
    {
        CutPoints.CutPoint[] maps = [.. CutPoints.Of(network).Where(p => p.Shape.Length == 3 && p.Resolution > 1)];
        CutPoints.CutPoint[] stages = [.. maps.GroupBy(p => p.Resolution).OrderByDescending(s => s.Key).Select(s => Narrowest([.. s]))];
        return choice switch
        {
            Knobs.Early when stages.Length >= 3 => stages[^3].Tensor,
            Knobs.Late when stages.Length >= 2 => stages[^1].Tensor,
            _ => null,
        };
    }

    private static CutPoints.CutPoint Narrowest(CutPoints.CutPoint[] stage)
    {
        CutPoints.CutPoint chosen = stage[^1];
        foreach (CutPoints.CutPoint earlier in Enumerable.Reverse(stage))
        {
            chosen = 2 * earlier.Size < chosen.Size ? earlier : chosen;
        }

        return chosen;
    }
}
