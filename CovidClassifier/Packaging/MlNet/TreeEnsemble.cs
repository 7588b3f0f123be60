using System.Globalization;
using System.Runtime.InteropServices;

namespace CovidClassifier.Packaging.MlNet;

/// <summary>
/// The trees of a head, counted and followed to their leaves before ML.NET is given them: it takes every length at its word, reads on for ever behind the end
/// of a file, and never leaves a tree that leads back to one of its own nodes. Layout: dotnet/machinelearning, Microsoft.ML.FastTree/TreeEnsemble,
/// InternalTreeEnsemble.cs, InternalRegressionTree.cs and InternalQuantileRegressionTree.cs (little-endian; an array is its length and its elements).
/// </summary>
internal static class TreeEnsemble
{
    private const byte Regression = 0, Forest = 2;

    // what the trainers of this library's heads write; those of a caller's own trainers are loaded under a limit of time alone
    private static readonly Dictionary<string, int> Versions = new(StringComparer.Ordinal)
    {
        ["LightGBMBinaryExec"] = 0x00010005,
        ["FastForestBinaryExec"] = 0x00010006,
    };

    /// <summary>Does nothing where the loader is none of trees.</summary>
    /// <param name="key">Of a part of the head.</param>
    /// <param name="bytes">That part.</param>
    /// <exception cref="InvalidDataException">A length is more than there is, or a tree is none.</exception>
    public static void Require(ModelKey key, ReadOnlySpan<byte> bytes)
    {
        if (!Versions.TryGetValue(key.Loader, out int version))
        {
            return;
        }

        if (key.Version != version)
        {
            throw new InvalidDataException(string.Create(
                CultureInfo.InvariantCulture,
                    $"The trees of its head have format {key.Version:X8}, and this version of ML.NET writes {version:X8}; save the model again with this " +
                    $"version."));
        }

        try
        {
            using var reader = new BinaryReader(new MemoryStream(ModelKey.ContentOf(bytes).ToArray()));
            RequireTrees(reader);
        }
        catch (EndOfStreamException e)
        {
            throw new InvalidDataException("The trees of its head are cut short.", e);
        }
    }

    private static void RequireTrees(BinaryReader reader)
    {
        reader.ReadInt32();
        int trees = reader.ReadInt32(), lastFeature = -1;
        for (int tree = 0; tree < trees; tree++)
        {
            lastFeature = Math.Max(lastFeature, RequireTree(reader));
        }

        // bias, and two places among the texts
        reader.ReadDouble();
        reader.ReadInt32();
        reader.ReadInt32();
        int features = reader.ReadInt32();
        if (lastFeature >= features)
        {
            throw new InvalidDataException($"A tree of its head asks for feature {lastFeature}, and there are {features}.");
        }
    }

    // returns the last feature that it asks for
    private static int RequireTree(BinaryReader reader)
    {
        byte kind = reader.ReadByte();
        int leaves = reader.ReadInt32();

        // greatest output and weight
        reader.ReadDouble();
        reader.ReadDouble();
        int[] low = Integers(reader), high = Integers(reader), features = Integers(reader);
        int categories = Length(reader, sizeof(int));
        if (kind is not (Regression or Forest) || categories > 0 || leaves < 2 || leaves - 1 > low.Length || high.Length != low.Length
            || features.Length != low.Length)
        {
            throw new InvalidDataException("A tree of its head is none that this library writes.");
        }

        // thresholds by bin and by number, what stands for a missing value, outputs, and three notes of the training
        Skip(reader, sizeof(uint), sizeof(float), sizeof(float), sizeof(double), sizeof(double), sizeof(double), sizeof(double));
        if (kind == Forest)
        {
            // labels of the training, and their weights
            Skip(reader, sizeof(double), sizeof(double));
        }

        RequireLeadsToLeaves(low.AsSpan(0, leaves - 1), high.AsSpan(0, leaves - 1));
        ReadOnlySpan<int> asked = features.AsSpan(0, leaves - 1);
        int last = -1;
        foreach (int feature in asked)
        {
            last = feature >= 0 ? Math.Max(last, feature) : throw new InvalidDataException($"A tree of its head asks for feature {feature}.");
        }

        return last;
    }

    // a child is another node, or a leaf as the complement of its place; there is a leaf more than there are nodes
    private static void RequireLeadsToLeaves(ReadOnlySpan<int> low, ReadOnlySpan<int> high)
    {
        var isReached = new bool[low.Length];
        var waiting = new Stack<int>([0]);
        isReached[0] = true;
        while (waiting.TryPop(out int node))
        {
            foreach (int child in (ReadOnlySpan<int>)[low[node], high[node]])
            {
                if (child >= low.Length || ~child > low.Length || (child >= 0 && isReached[child]))
                {
                    throw new InvalidDataException($"A tree of its head leads from node {node} to {child}, which is no node or leaf of its own.");
                }

                if (child >= 0)
                {
                    isReached[child] = true;
                    waiting.Push(child);
                }
            }
        }
    }

    private static int[] Integers(BinaryReader reader)
    {
        int[] values = new int[Length(reader, sizeof(int))];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }

    private static void Skip(BinaryReader reader, params ReadOnlySpan<int> sizes)
    {
        foreach (int size in sizes)
        {
            long bytes = (long)Length(reader, size) * size;
            reader.BaseStream.Position += bytes;
        }
    }

    private static int Length(BinaryReader reader, int size)
    {
        int length = reader.ReadInt32();
        return length >= 0 && (long)length * size <= reader.BaseStream.Length - reader.BaseStream.Position
            ? length
            : throw new InvalidDataException($"The trees of its head have an array of {length} numbers, which is more than there is.");
    }
}
