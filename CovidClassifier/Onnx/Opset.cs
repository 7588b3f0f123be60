namespace CovidClassifier.Onnx;

/// <summary>
/// The ONNX operator set that the library writes. Every graph is upgraded to at least this version when it is read, so that graph rewriting and
/// gradients meet one form of each operator (axes of reductions as inputs, Split with num_outputs or sizes, ScatterElements with a reduction).
/// </summary>
internal static class Opset
{
    /// <summary>Default-domain version of the graphs that we write.</summary>
    public const int Version = 18;

    /// <summary>Version of the ai.onnx.ml domain (LabelEncoder with typed lists).</summary>
    public const int MachineLearningVersion = 2;

    /// <summary>Domain of LabelEncoder.</summary>
    public const string MachineLearning = "ai.onnx.ml";

    /// <summary>The file's IR version that goes with <see cref="Version"/>.</summary>
    public const int IrVersion = 8;

    /// <summary>The default-domain version that <paramref name="model"/> declares; 0 where it declares none.</summary>
    public static long Of(ModelProto model) =>
        model.OpsetImport.FirstOrDefault(o => o.Domain is "" or "ai.onnx")?.Version ?? 0;

    /// <summary>Removes the declarations of domains that no node is of, so that what is added later can declare the version that it needs.</summary>
    public static void DropUnused(ModelProto model)
    {
        HashSet<string> used = [.. model.Graph.Node.Select(n => n.Domain), "", "ai.onnx"];
        OperatorSetIdProto[] kept = [.. model.OpsetImport.Where(o => used.Contains(o.Domain))];
        model.OpsetImport.Clear();
        model.OpsetImport.AddRange(kept);
    }

    /// <summary>Declares a domain in this version, or leaves a newer one as it is.</summary>
    public static void Use(ModelProto model, string domain, long version)
    {
        if (model.OpsetImport.FirstOrDefault(o => o.Domain == domain) is { } known)
        {
            known.Version = Math.Max(known.Version, version);
        }
        else
        {
            model.OpsetImport.Add(new OperatorSetIdProto { Domain = domain, Version = version });
        }
    }
}
