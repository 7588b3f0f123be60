namespace CovidClassifier.Console.Reports;

/// <summary>One published network; the path is null where its weights are neither beside the application nor in the cache.</summary>
internal sealed record WeightsEntry(string Name, string File, long Bytes, string Sha256, string Licence, string Citation, string Source, string? Path)
{
    public static WeightsEntry Of(Backbone backbone) => new(
        backbone.Name, backbone.FileName, backbone.FileBytes, backbone.Sha256, backbone.Licence, backbone.Citation, backbone.Source.AbsoluteUri,
            backbone.FindWeights());
}
