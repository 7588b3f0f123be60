namespace CovidClassifier.Onnx;

/// <summary>
/// Rewrites a graph of operator set 7 to 17 into the form of <see cref="Opset.Version"/>. What changed in between, from the ONNX operator change log:
/// attributes that became inputs (Clip and Pad in 11; Dropout in 12; Squeeze, Unsqueeze, Split, ReduceSum in 13; the other reductions in 18; Slice and
/// TopK in 10), Upsample, which became Resize, Scatter, which became ScatterElements, and Resize, which got a region of interest in 11,
/// Softmax, which until 12 flattened to two dimensions, and
/// training-only inputs, outputs and attributes (dropped at every version). Newer sets are left as they are: the operators used here did not change.
/// </summary>
internal static class OpsetUpgrade
{
    private const int Oldest = 7;

    private static readonly HashSet<string> ReductionsWithAxesAttribute = new(StringComparer.Ordinal)
    {
        "ReduceMean", "ReduceMax", "ReduceMin", "ReduceProd", "ReduceL1", "ReduceL2", "ReduceLogSum", "ReduceLogSumExp", "ReduceSumSquare",
    };

    public static void Apply(ModelProto model)
    {
        long from = Opset.Of(model);
        if (from < Oldest)
        {
            throw new NetworkException($"The network uses ONNX operator set {from}; {Oldest} or newer is needed. Export it again with a newer operator set.");
        }

        foreach (NodeProto node in model.Graph.Node)
        {
            UseInferenceForm(node);
        }

        if (from >= Opset.Version)
        {
            return;
        }

        var builder = new GraphBuilder(model.Graph);
        foreach (NodeProto node in model.Graph.Node.ToArray())
        {
            Upgrade(node, from, builder);
        }

        GraphOrder.Sort(model.Graph);
        model.OpsetImport.First(o => o.Domain is "" or "ai.onnx").Version = Opset.Version;
        model.IrVersion = Math.Max(model.IrVersion, Opset.IrVersion);
    }

    private static void Upgrade(NodeProto node, long from, GraphBuilder builder)
    {
        switch (node.OpType)
        {
            case "Clip" when from < 11:
                AppendFloats(node, builder, node.Take("min")?.F ?? float.MinValue, node.Take("max")?.F ?? float.MaxValue);
                break;
            case "Pad" when from < 11:
                AppendLongs(node, builder, "pads");
                AppendFloats(node, builder, node.Take("value")?.F ?? 0);
                break;
            case "Slice" when from < 10:
                AppendSlice(node, builder);
                break;
            case "Dropout" when from < 12:
                AppendFloats(node, builder, node.Take("ratio")?.F ?? 0.5f);
                break;
            case "Squeeze" or "Unsqueeze" or "ReduceSum" when from < 13:
                AppendLongs(node, builder, "axes");
                break;
            case "Split":
                UpgradeSplit(node, from, builder);
                break;
            case "Softmax" or "LogSoftmax" when from < 13:
                UpgradeSoftmax(node, builder);
                break;
            case "BatchNormalization" when from < 9:
                node.Take("spatial");
                break;
            case "TopK" when from < 10:
                AppendLongs(node, builder, node.Take("k")?.I ?? 1);
                break;
            case "Scatter" when from < 11:
                node.OpType = "ScatterElements";
                break;
            case "Upsample":
                UpgradeUpsample(node, builder);
                break;
            case "Resize" when from < 11:
                UpgradeUpsample(node, builder);
                break;
            default:
                if (ReductionsWithAxesAttribute.Contains(node.OpType))
                {
                    AppendLongs(node, builder, "axes");
                }

                break;
        }
    }

    private static void AppendLongs(NodeProto node, GraphBuilder builder, string attribute)
    {
        if (node.Take(attribute) is { } taken)
        {
            node.Input.Add(builder.Constant([.. taken.Ints]));
        }
    }

    private static void AppendLongs(NodeProto node, GraphBuilder builder, long value) => node.Input.Add(builder.Constant(value));

    private static void AppendFloats(NodeProto node, GraphBuilder builder, params ReadOnlySpan<float> values)
    {
        foreach (float value in values)
        {
            node.Input.Add(builder.Constant(value));
        }
    }

    private static void AppendSlice(NodeProto node, GraphBuilder builder)
    {
        long[] starts = [.. node.Take("starts")!.Ints];
        node.Input.Add(builder.Constant(starts));
        AppendLongs(node, builder, "ends");
        node.Input.Add(builder.Constant(node.Take("axes") is { } axes ? [.. axes.Ints] : [.. starts.Select((_, i) => (long)i)]));
    }

    private static void UpgradeSplit(NodeProto node, long from, GraphBuilder builder)
    {
        if (from < 13)
        {
            AppendLongs(node, builder, "split");
        }

        if (node.InputAt(1) is null && !node.Has("num_outputs"))
        {
            node.Attribute.Add(Attributes.Of("num_outputs", node.Output.Count));
        }
    }

    // until operator set 12 the dimensions from `axis` on were taken as one; behind a flattened or two-dimensional tensor this is the last axis
    private static void UpgradeSoftmax(NodeProto node, GraphBuilder builder)
    {
        long axis = node.Take("axis")?.I ?? 1;
        string input = node.Input[0];
        string flat = builder.Add("Flatten", [input], Attributes.Of("axis", axis));
        string soft = builder.Add(node.OpType, [flat], Attributes.Of("axis", -1));
        string shape = builder.Add("Shape", [input]);
        node.OpType = "Reshape";
        node.Input.Clear();
        node.Input.Add([soft, shape]);
    }

    private static void UpgradeUpsample(NodeProto node, GraphBuilder builder)
    {
        string scales = node.Take("scales") is { } taken ? builder.FloatTensor([.. taken.Floats], taken.Floats.Count) : node.Input[1];
        string input = node.Input[0];
        node.OpType = "Resize";
        node.Input.Clear();
        node.Input.Add([input, "", scales]);
        node.Attribute.Add(Attributes.Of("coordinate_transformation_mode", "asymmetric"));
        node.Attribute.Add(Attributes.Of("nearest_mode", "floor"));
    }

    // a network exported in training mode would normalise by the batch and drop units when it scores
    private static void UseInferenceForm(NodeProto node)
    {
        if (node.OpType is not ("BatchNormalization" or "Dropout"))
        {
            return;
        }

        node.Take("training_mode");
        while (node.Output.Count > 1)
        {
            node.Output.RemoveAt(node.Output.Count - 1);
        }

        if (node.OpType == "Dropout" && node.Input.Count > 2)
        {
            node.Input.RemoveAt(2);
        }
    }
}
