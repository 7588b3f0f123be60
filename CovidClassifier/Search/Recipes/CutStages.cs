using CovidClassifier.Networks;

namespace CovidClassifier.Search.Recipes;

/// <summary>
/// Where else a network can be cut for fine-tuning: the narrowest tensor of each stage of one resolution, found as <see cref="CutPoints.Default"/> finds its
/// own.
/// </summary>
internal static class CutStages
{
    /// <summary>The tensor to cut at; null: the default place, also where the network has no other.</summary>
    /// <param name="network">Pixels to logits.</param>
    /// <param name="stage">The stage asked for.</param>
    public static string? Tensor(NetworkGraph network, CutStage stage)
    {
        CutPoints.CutPoint[] maps = [.. CutPoints.Of(network).Where(p => p.Shape.Length == 3 && p.Resolution > 1)];
        CutPoints.CutPoint[] stages = [.. maps.GroupBy(p => p.Resolution).OrderByDescending(s => s.Key).Select(s => Narrowest([.. s]))];
        return stage switch
        {
            CutStage.Early when stages.Length >= 3 => stages[^3].Tensor,
            CutStage.Late when stages.Length >= 2 => stages[^1].Tensor,
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
